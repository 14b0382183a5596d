package dev.play.compile.check;

import dev.play.compile.CompiledPlay;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of facts in texts, found by the look of them: {@code ansible_NAME}, {@code
 * ansible_facts.NAME}, {@code ansible_facts['NAME']}. Finding one too many costs a little time,
 * missing one would be wrong; so whatever cannot be told gives {@code *}.
 */
public final class FactNames {
  private static final Pattern NAME = Pattern.compile("\\bansible_(\\w+)");
  private static final Pattern MEMBER =
      Pattern.compile(
          "\\bansible_facts\\s*(?:\\.\\s*(\\w+)|\\[\\s*['\"](?:ansible_)?(\\w+)['\"]\\s*\\])");
  private static final Pattern WHOLE =
      Pattern.compile("\\bansible_facts\\b(?!\\s*(?:\\.\\s*(?!get\\b)\\w|\\[\\s*['\"]))");
  private static final Pattern COMPUTED =
      Pattern.compile(
          "['\"]ansible_\\w*['\"]\\s*[~+]|'vars'|\"vars\"|\\bvars\\s*\\[|\\bvarnames\\b");

  /** All variables at once. */
  private static final Pattern VARIABLES =
      Pattern.compile(
          "\\bvars\\s*(?:\\||}}|%}|\\.(?:items|keys|values|get)\\b)"
              + "|\\bvar\\s*[:=]\\s*['\"]?vars\\b|\\bin\\s+vars\\b");

  /** A template that is rendered into a value, by a name that is computed. */
  private static final Pattern RENDERED =
      Pattern.compile("['\"](?:ansible\\.builtin\\.)?template['\"]\\s*,\\s*(?![\\s'\"])");

  private static final String HOSTVARS = "hostvars";
  private static final Pattern HOST = Pattern.compile("\\s*\\.\\s*\\w+");
  private static final Pattern VARIABLE =
      Pattern.compile("\\s*(?:\\.\\s*(?!get\\b|items\\b)\\w|\\[\\s*['\"][^'\"]+['\"]\\s*\\])");

  /** Variables of the engine's and of connections, whose names only look like facts. */
  private static final Set<String> NO_FACTS =
      Set.of(
          "facts",
          "host",
          "user",
          "port",
          "password",
          "connection",
          "private_key_file",
          "host_key_checking",
          "timeout",
          "check_mode",
          "diff_mode",
          "forks",
          "verbosity",
          "run_tags",
          "skip_tags",
          "limit",
          "version",
          "managed",
          "play_hosts",
          "play_hosts_all",
          "play_batch",
          "play_name",
          "play_role_names",
          "role_name",
          "role_names",
          "dependent_role_names",
          "parent_role_names",
          "parent_role_paths",
          "collection_name",
          "search_path",
          "inventory_sources",
          "loop",
          "loop_var",
          "index_var",
          "failed_task",
          "failed_result",
          "collections",
          "python_interpreter",
          "async_dir",
          "config_file",
          "delegated_vars",
          "facts_modules",
          "facts_parallel",
          "included_var_files",
          "job_id",
          "network_os",
          "pipelining",
          "remote_tmp",
          "sftp_extra_args",
          "scp_extra_args",
          "shell_executable",
          "shell_type",
          "stats");

  private final Set<String> names = new HashSet<>();

  /** Makes the expressions above, which the first use would wait for. */
  public static void prepare() {}

  /** All of them so far. */
  public Set<String> names() {
    Set<String> facts = new HashSet<>(names);
    facts.removeAll(NO_FACTS);
    facts.removeIf(name -> name.startsWith("ssh_") || name.startsWith("become"));
    return facts;
  }

  /** That there may be more than can be told. */
  public void any() {
    names.add(CompiledPlay.ANY_FACT);
  }

  /** Every text inside a value. */
  public void in(Value value) {
    switch (value) {
      case Value.Template(String source, var span) -> in(source);
      case Value.Text(String text) -> in(text);
      case Value.Secret(Value hidden) -> in(hidden);
      case Value.Sequence(List<Value> items) -> items.forEach(this::in);
      case Value.Dict(Map<Value, Value> entries) -> entries.values().forEach(this::in);
      default -> {}
    }
  }

  /** A text: an expression, a template, a whole template file. */
  public void in(String text) {
    if (!text.contains("ansible_")
        && !text.contains("vars")
        && !text.contains("template")
        && !text.contains("varnames")) {
      return;
    }
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    Matcher member = MEMBER.matcher(text);
    while (member.find()) {
      names.add(member.group(1) == null ? member.group(2) : member.group(1));
    }
    if (Stream.of(WHOLE, COMPUTED, VARIABLES, RENDERED).anyMatch(p -> p.matcher(text).find())
        || text.strip().equals("vars")
        || allOfAHost(text)) {
      any();
    }
  }

  /** {@code hostvars} itself or {@code hostvars[host]}, without the name of a variable behind. */
  private static boolean allOfAHost(String text) {
    for (int i = text.indexOf(HOSTVARS); i >= 0; i = text.indexOf(HOSTVARS, i + 1)) {
      int end = host(text, i + HOSTVARS.length());
      if (end < 0 || !VARIABLE.matcher(text).region(end, text.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /** Behind {@code [host]} or {@code .host}; less than 0 where there is none. */
  private static int host(String text, int from) {
    Matcher member = HOST.matcher(text).region(from, text.length());
    if (member.lookingAt()) {
      return member.end();
    }
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0) {
        return c == ']' ? at + 1 : -1;
      }
    }
    return -1;
  }
}
