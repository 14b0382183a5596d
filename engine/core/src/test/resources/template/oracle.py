"""Renders the cases of a file with plain Jinja2, set up as Ansible sets it up.

Reads case lines (JSON) on standard input, writes one JSON line per case: {"out": ...} or
{"error": ...}. Only Jinja2 itself is used: a case that needs more counts as an error.
"""
import json
import sys

import jinja2
from jinja2.nativetypes import NativeEnvironment, NativeTemplate


class Chained(jinja2.StrictUndefined):
    """Undefined that survives attribute access, as Ansible's does."""

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self


def joined(nodes):
    """One value as it is; several as text; None is nothing."""
    parts = []
    for node in nodes:
        if isinstance(node, jinja2.Undefined):
            str(node)
        if node is not None:
            parts.append(plain(node))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else "".join(str(part) for part in parts)


def plain(value):
    """Tuples, views and generators as lists."""
    if isinstance(value, jinja2.Undefined):
        str(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    if hasattr(value, "__iter__") and not hasattr(value, "_module_name"):
        return [plain(item) for item in value]
    return value


class AnsibleLike(NativeEnvironment):
    """A single value stays what it is; nothing is read back from text."""

    concat = staticmethod(joined)


class AnsibleLikeTemplate(NativeTemplate):
    environment_class = AnsibleLike


AnsibleLike.template_class = AnsibleLikeTemplate


@jinja2.pass_context
def unfolded(_context, value):
    """Keeps Jinja2 from turning constants into text when it compiles."""
    return value


def environment():
    return AnsibleLike(
        undefined=Chained,
        trim_blocks=True,
        finalize=unfolded,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )


def literal_backslashes(env, source):
    """Backslashes in strings within {{ }} stand for themselves in YAML values."""
    out, inside = [], False
    for _, kind, text in env.lex(source):
        inside = kind == "variable_begin" or inside and kind != "variable_end"
        out.append(text.replace("\\", "\\\\") if inside and kind == "string" else text)
    return "".join(out)


def newlines(text):
    return len(text) - len(text.rstrip("\n"))


def resolved(value, variables, env):
    """Variables are templates too."""
    if isinstance(value, str) and "{{" in value:
        return render({"in": value}, variables, env)
    if isinstance(value, list):
        return [resolved(item, variables, env) for item in value]
    if isinstance(value, dict):
        return {key: resolved(item, variables, env) for key, item in value.items()}
    return value


def render(case, variables, env):
    source, kind = case["in"], case.get("kind", "value")
    if kind == "expression":
        return plain(env.compile_expression(source, undefined_to_none=False)(**variables))
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    text = literal_backslashes(env, source) if kind == "value" else source
    out = plain(env.from_string(text).render(**variables))
    if kind == "file":
        out = "" if out is None else str(out)
    if isinstance(out, str) and newlines(source) > newlines(out):
        out += "\n" * (newlines(source) - newlines(out))
    return out


def main():
    env, shared = environment(), {}
    for line in sys.stdin:
        if not line.strip():
            continue
        case = json.loads(line)
        if "shared" in case:
            shared = resolved(case["shared"], case["shared"], env)
            continue
        try:
            result = {"out": render(case, {**shared, **case.get("vars", {})}, env)}
            line = json.dumps(result)
        except Exception as problem:  # whatever goes wrong is the answer
            line = json.dumps({"error": str(problem)[:200]})
        print(line)


main()
