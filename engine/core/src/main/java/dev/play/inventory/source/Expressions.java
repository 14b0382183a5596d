package dev.play.inventory.source;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The expressions of one configured inventory; each is read once. */
final class Expressions {
  private final Constructing with;
  private final Diagnostics problems;
  private final boolean strict;
  private final Map<String, Optional<Compiled>> known = new HashMap<>();

  /**
   * @param strict whether an expression that fails for a host is a mistake
   */
  Expressions(Constructing with, Diagnostics problems, boolean strict) {
    this.with = with;
    this.problems = problems;
    this.strict = strict;
  }

  boolean isStrict() {
    return strict;
  }

  Diagnostics problems() {
    return problems;
  }

  /**
   * An expression's value for a host.
   *
   * @param failing how the message of a failure begins
   */
  Optional<Value> value(Node node, Scope scope, String failing) {
    if (!(node instanceof Node.Scalar scalar)) {
      problems.error(node.span(), "an expression is a text, not " + node.kind());
      return Optional.empty();
    }
    return value(scalar.text(), scalar.textSpan(), scope, failing);
  }

  Optional<Value> value(String text, Span span, Scope scope, String failing) {
    Optional<Compiled> compiled = known.computeIfAbsent(text, t -> compile(t, span));
    if (compiled.isEmpty()) {
      return Optional.empty();
    }
    try {
      Value value = with.templates().deepResolve(compiled.get().evaluate(scope), scope);
      if (value instanceof Value.Undefined(String what, Optional<Span> place)) {
        throw EvaluationException.of(what + " is undefined");
      }
      return Optional.of(value);
    } catch (EvaluationException e) {
      if (strict) {
        problems.error(span, failing + ": " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** A text that may hold expressions between braces. */
  Optional<String> text(String text, Span span, Scope scope) {
    if (!TemplateCompiler.hasTags(text)) {
      return Optional.of(text);
    }
    Diagnostics found = new Diagnostics();
    Compiled compiled = with.templates().value(text, span, found);
    found.all().forEach(problems::add);
    try {
      return found.hasErrors()
          ? Optional.empty()
          : Optional.of(PythonText.str(compiled.evaluate(scope)));
    } catch (EvaluationException e) {
      if (strict) {
        problems.error(span, String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private Optional<Compiled> compile(String text, Span span) {
    Diagnostics found = new Diagnostics();
    Compiled compiled = with.templates().expression(text, span, found);
    found.all().stream()
        .filter(p -> strict || p.severity() != Diagnostic.Severity.ERROR)
        .forEach(problems::add);
    return found.hasErrors() ? Optional.empty() : Optional.of(compiled);
  }
}
