package dev.play.compile.text;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles what stands in YAML: values, conditions, lists of them. */
public final class Texts {
  private final TemplateCompiler templates;
  private final Diagnostics problems;
  private final YamlData data;

  public Texts(TemplateCompiler templates, Diagnostics problems) {
    this.templates = templates;
    this.problems = problems;
    this.data = new YamlData(problems);
  }

  /** Any node, with whatever templates are in it. */
  public Compiled value(Node node) {
    return value(data.value(node), node.span());
  }

  /** A value with whatever templates are in it. */
  public Compiled value(Value value, Span span) {
    if (value instanceof Value.Template(String source, Span place)) {
      return templates.value(source, place, problems);
    }
    Map<Value.Template, Compiled> parts = new HashMap<>();
    collect(value, parts);
    return parts.isEmpty() ? new Fixed(value, span) : new Structured(value, parts, span);
  }

  private void collect(Value value, Map<Value.Template, Compiled> parts) {
    switch (value) {
      case Value.Template template ->
          parts.computeIfAbsent(template, t -> templates.value(t.source(), t.span(), problems));
      case Value.Secret(Value hidden) -> collect(hidden, parts);
      case Value.Sequence(List<Value> items) -> items.forEach(item -> collect(item, parts));
      case Value.Dict(Map<Value, Value> entries) ->
          entries.values().forEach(item -> collect(item, parts));
      default -> {}
    }
  }

  /** A bare expression. */
  public Compiled expression(String source, Span span) {
    return templates.expression(source, span, problems);
  }

  /** Every element of a list, or the one scalar. */
  public List<Compiled> values(Optional<Node> node) {
    if (node.isEmpty()) {
      return List.of();
    }
    return node.get() instanceof Node.Sequence(Span span, List<Node> items)
        ? items.stream().map(this::value).toList()
        : List.of(value(node.get()));
  }

  /** One bare expression, or a list of them. */
  public List<Compiled> conditions(Optional<Node> node) {
    if (node.isEmpty()) {
      return List.of();
    }
    List<Compiled> all = new ArrayList<>();
    List<Node> items =
        node.get() instanceof Node.Sequence(Span span, List<Node> several)
            ? several
            : List.of(node.get());
    for (Node item : items) {
      if (item instanceof Node.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
        Compiled condition = condition(scalar);
        all.add(
            condition instanceof Fixed fixed
                ? fixed
                : new Worded(condition, scalar.text().strip()));
      }
    }
    return all;
  }

  private Compiled condition(Node.Scalar scalar) {
    return switch (scalar.value()) {
      case Value.Bool b -> new Fixed(b, scalar.span());
      case Value.Template(String source, Span place) when isWrapped(source) -> {
        problems.warning(
            place,
            "conditional statements should not include jinja2 templating delimiters such as {{ }} or"
                + " {% %}; they are expressions already");
        yield templates.value(source, place, problems);
      }
      default -> expression(scalar);
    };
  }

  private Compiled expression(Node.Scalar scalar) {
    Diagnostics found = new Diagnostics();
    Compiled compiled = templates.expression(scalar.text(), scalar.textSpan(), found);
    if (found.hasErrors() && scalar.text().contains("{{")) {
      problems.error(
          scalar.textSpan().shifted(scalar.text().indexOf("{{"), 2),
          "template braces inside a condition",
          "a condition is an expression already: write the variable's name without braces");
    } else {
      found.all().forEach(problems::add);
    }
    return compiled;
  }

  /** Braces inside a string literal belong to the expression; at the start they wrap it. */
  private static boolean isWrapped(String source) {
    String text = source.strip();
    return text.startsWith("{{") || text.startsWith("{%");
  }
}
