package dev.play.playbook;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to call a module: by its name, by action, by local_action; arguments as YAML or text.
 */
final class ModuleCallParser {
  private final Diagnostics problems;

  ModuleCallParser(Diagnostics problems) {
    this.problems = problems;
  }

  /** {@code copy: ...}. */
  Optional<ModuleCall> byName(Node.Entry module, KeywordMap keywords) {
    return call(module.key().span(), module.name(), module.value(), keywords, false);
  }

  /** {@code action: copy src=a dest=b}, {@code action: {module: copy, src: a}}; local_action. */
  Optional<ModuleCall> byAction(Node.Entry action, KeywordMap keywords) {
    boolean local = action.name().equals("local_action");
    return switch (action.value()) {
      case Node.Mapping mapping -> {
        Optional<Node> name = mapping.get("module");
        if (name.isEmpty() || !(name.get() instanceof Node.Scalar scalar)) {
          problems.error(action.value().span(), action.name() + " needs a key module");
          yield Optional.empty();
        }
        String[] words = FreeForm.words(scalar.text().strip());
        List<Node.Entry> rest =
            new ArrayList<>(
                mapping.entries().stream().filter(e -> !e.name().equals("module")).toList());
        Optional<Node.Scalar> free = Optional.empty();
        if (words.length > 1) {
          int offset = scalar.text().indexOf(words[1], words[0].length());
          FreeText text =
              freeText(scalar.part(scalar.spanAt(offset, words[1].length()), words[1]), words[0]);
          rest.addAll(text.pairs());
          free = text.rest();
        }
        yield Optional.of(build(scalar.span(), words[0], rest, free, keywords, local));
      }
      case Node.Scalar scalar when !scalar.isNull() -> {
        String text = scalar.text();
        int start = text.length() - text.stripLeading().length();
        String name = FreeForm.words(text.strip())[0];
        int end = start + name.length();
        String rest = text.substring(end);
        int gap = rest.length() - rest.stripLeading().length();
        Node.Scalar arguments =
            scalar.part(scalar.spanAt(end + gap, rest.length() - gap), rest.strip());
        yield call(scalar.spanAt(start, name.length()), name, arguments, keywords, local);
      }
      default -> {
        problems.error(action.value().span(), action.name() + " must name a module");
        yield Optional.empty();
      }
    };
  }

  private Optional<ModuleCall> call(
      Span span, String name, Node value, KeywordMap keywords, boolean local) {
    return switch (value) {
      case Node.Mapping mapping -> {
        for (Node.Entry twice : mapping.overridden()) {
          problems.error(twice.key().span(), "argument " + twice.name() + " is given twice");
        }
        yield Optional.of(build(span, name, mapping.entries(), Optional.empty(), keywords, local));
      }
      case Node.Scalar scalar when scalar.isNull() || scalar.text().isBlank() ->
          Optional.of(build(span, name, List.of(), Optional.empty(), keywords, local));
      case Node.Scalar scalar -> {
        FreeText text = freeText(scalar, name);
        yield Optional.of(build(span, name, text.pairs(), text.rest(), keywords, local));
      }
      case Node.Sequence list -> {
        problems.error(
            list.span(),
            "the arguments of " + name + " must be a dictionary or text, not a list",
            "write `NAME: VALUE` without the dash");
        yield Optional.empty();
      }
    };
  }

  private record FreeText(List<Node.Entry> pairs, Optional<Node.Scalar> rest) {}

  private FreeText freeText(Node.Scalar scalar, String module) {
    boolean command = ModuleNames.isCommand(module);
    Optional<FreeForm> parsed = FreeForm.parse(scalar.text(), command);
    if (parsed.isEmpty()) {
      problems.error(
          scalar.span(),
          "quotes or template braces are left open in these arguments",
          command ? "use `cmd:` or `argv:` for text with a single quote" : "quote the whole value");
      return new FreeText(List.of(), Optional.empty());
    }
    List<Node.Entry> pairs = new ArrayList<>();
    for (FreeForm.Pair pair : parsed.get().pairs()) {
      Span name = scalar.spanAt(pair.nameOffset(), pair.name().length());
      Span value = scalar.spanAt(pair.valueOffset(), pair.value().length());
      pairs.add(
          new Node.Entry(
              new Node.Scalar(
                  name,
                  name,
                  pair.name(),
                  new dev.play.value.Value.Text(pair.name()),
                  Node.Style.PLAIN),
              scalar.part(value, pair.value())));
    }
    return new FreeText(
        pairs,
        parsed
            .get()
            .rest()
            .map(r -> scalar.part(scalar.spanAt(r.offset(), r.text().length()), r.text())));
  }

  private ModuleCall build(
      Span span,
      String name,
      List<Node.Entry> own,
      Optional<Node.Scalar> free,
      KeywordMap keywords,
      boolean local) {
    Map<String, Node.Entry> merged = new LinkedHashMap<>();
    Optional<Node> args = keywords.get(Keyword.ARGS);
    if (args.isPresent() && args.get() instanceof Node.Mapping mapping) {
      mapping.entries().forEach(e -> merged.put(e.name(), e));
    }
    own.forEach(e -> merged.put(e.name(), e));
    Optional<Node.Scalar> whole =
        args.filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
    return new ModuleCall(span, name, List.copyOf(merged.values()), free, whole, local);
  }
}
