package dev.play.compile.expand;

import dev.play.compile.CompiledPlay;
import dev.play.compile.text.VariableNames;
import dev.play.schema.NearName;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** vars_prompt. */
final class Prompts {
  private static final List<String> KEYS =
      List.of(
          "name",
          "prompt",
          "default",
          "private",
          "confirm",
          "encrypt",
          "salt_size",
          "salt",
          "unsafe");

  private Prompts() {}

  static List<CompiledPlay.VarsPrompt> read(Optional<Node> node, Workbench bench) {
    List<CompiledPlay.VarsPrompt> prompts = new ArrayList<>();
    if (node.isPresent()) {
      List<Node> items =
          node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
      for (Node item : items) {
        if (item instanceof Node.Mapping mapping) {
          prompt(mapping, bench).ifPresent(prompts::add);
        } else {
          bench.problems().error(item.span(), "an entry of vars_prompt must be a dictionary");
        }
      }
    }
    return prompts;
  }

  private static Optional<CompiledPlay.VarsPrompt> prompt(Node.Mapping mapping, Workbench bench) {
    for (Node.Entry entry : mapping.entries()) {
      if (!KEYS.contains(entry.name())) {
        bench
            .problems()
            .error(
                entry.key().span(),
                "vars_prompt has no " + entry.name(),
                NearName.of(entry.name(), KEYS)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("it takes " + String.join(", ", KEYS)));
      }
    }
    Optional<String> name = text(mapping, "name");
    if (name.isEmpty() || !VariableNames.isValid(name.get())) {
      bench
          .problems()
          .error(
              mapping.span(),
              name.isEmpty()
                  ? "Invalid vars_prompt data structure, missing 'name' key"
                  : "an entry of vars_prompt needs a variable's name");
      return Optional.empty();
    }
    if (mapping.has("salt")) {
      bench
          .problems()
          .error(
              mapping.entry("salt").orElseThrow().key().span(),
              "a fixed salt is not supported; a prompt's salt is random");
    }
    return Optional.of(
        new CompiledPlay.VarsPrompt(
            name.get(),
            text(mapping, "prompt").orElse(name.get()),
            mapping.get("default").map(bench.texts()::value),
            flag(mapping, "private", true),
            flag(mapping, "confirm", false),
            text(mapping, "encrypt"),
            mapping
                .get("salt_size")
                .filter(Node.Scalar.class::isInstance)
                .map(n -> ((Node.Scalar) n).value())
                .filter(Value.Int.class::isInstance)
                .map(v -> (int) ((Value.Int) v).value())));
  }

  private static Optional<String> text(Node.Mapping mapping, String key) {
    return mapping
        .get(key)
        .filter(Node.Scalar.class::isInstance)
        .map(n -> ((Node.Scalar) n).text());
  }

  private static boolean flag(Node.Mapping mapping, String key, boolean otherwise) {
    return mapping.get(key).orElse(null) instanceof Node.Scalar scalar
        ? scalar.value() instanceof Value.Bool(boolean b)
            ? b
            : scalar.text().equalsIgnoreCase("yes") || scalar.text().equalsIgnoreCase("true")
        : otherwise;
  }
}
