package dev.play.compile.keyword;

import dev.play.compile.Keywords;
import dev.play.compile.text.Texts;
import dev.play.compile.text.VariableNames;
import dev.play.playbook.Keyword;
import dev.play.playbook.TaskItem;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.library.Library;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** loop, with_NAME and loop_control. */
public final class LoopCompiler {
  /** The keys of {@code loop_control}. */
  public static final List<String> CONTROLS =
      List.of(
          "loop_var", "index_var", "label", "pause", "extended", "extended_allitems", "break_when");

  private final Texts texts;
  private final Library library;
  private final Diagnostics problems;

  public LoopCompiler(Texts texts, Library library, Diagnostics problems) {
    this.texts = texts;
    this.library = library;
    this.problems = problems;
  }

  /**
   * @param known evaluates a name with a template before the run
   */
  public Optional<Keywords.Loop> loop(TaskItem.Task task, Function<Node, Optional<String>> known) {
    Node.Mapping control = control(task);
    if (task.loopItems().isEmpty()) {
      return Optional.empty();
    }
    Node items = task.loopItems().get();
    task.loopLookup().ifPresent(name -> knownLookup(name, items.span()));
    if (task.loopLookup().isEmpty() && isWrong(items)) {
      problems.error(
          items.span(),
          "loop must be a list, not " + items.kind(),
          items instanceof Node.Mapping
              ? "loop over its entries: \"{{ DICT | dict2items }}\""
              : "write \"{{ NAME }}\" for a variable");
    }
    return Optional.of(
        new Keywords.Loop(
            task.loopLookup(),
            texts.value(items),
            variable(control, "loop_var", known).orElse("item"),
            variable(control, "index_var", known),
            control.get("label").map(texts::value),
            control.get("pause").map(texts::value),
            texts.conditions(control.get("break_when")),
            flag(control, "extended", false),
            flag(control, "extended_allitems", true)));
  }

  private static boolean isWrong(Node items) {
    return switch (items) {
      case Node.Sequence s -> false;
      case Node.Mapping m -> true;
      case Node.Scalar s ->
          !(s.value() instanceof Value.Template)
              && !(s.value() instanceof Value.Secret)
              && !s.isNull();
    };
  }

  private void knownLookup(String name, Span span) {
    if (library.lookup(name).isEmpty()) {
      String message = "there is no lookup " + name + " for with_" + name;
      Optional<String> near =
          NearName.of(
              name,
              Set.of(
                  "items",
                  "dict",
                  "list",
                  "fileglob",
                  "first_found",
                  "nested",
                  "together",
                  "sequence",
                  "subelements",
                  "flattened",
                  "indexed_items",
                  "file",
                  "lines",
                  "random_choice",
                  "inventory_hostnames",
                  "ini"));
      problems.error(
          span, message, near.map(n -> "did you mean with_" + n + "?").orElse("use loop"));
    }
  }

  private Node.Mapping control(TaskItem.Task task) {
    Optional<Node> node = task.keywords().get(Keyword.LOOP_CONTROL);
    if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (!CONTROLS.contains(entry.name())) {
          problems.error(
              entry.key().span(),
              "loop_control has no " + entry.name(),
              NearName.of(entry.name(), CONTROLS)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("it takes " + String.join(", ", CONTROLS)));
        }
      }
      return mapping;
    }
    node.ifPresent(n -> problems.error(n.span(), "loop_control must be a dictionary"));
    return new Node.Mapping(task.span(), List.of(), List.of());
  }

  private Optional<String> variable(
      Node.Mapping control, String key, Function<Node, Optional<String>> known) {
    Optional<Node> node = control.get(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof Value.Template) {
      return known.apply(scalar);
    }
    if (node.get() instanceof Node.Scalar scalar && VariableNames.isValid(scalar.text())) {
      return Optional.of(scalar.text());
    }
    problems.error(
        node.get().span(), key + " must be a variable's name: letters, digits and underscores");
    return Optional.empty();
  }

  private boolean flag(Node.Mapping control, String key, boolean otherwise) {
    Optional<Node> node = control.get(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (node.get() instanceof Node.Scalar scalar
        && scalar.value() instanceof Value.Bool(boolean b)) {
      return b;
    }
    problems.error(node.get().span(), key + " must be true or false");
    return otherwise;
  }
}
