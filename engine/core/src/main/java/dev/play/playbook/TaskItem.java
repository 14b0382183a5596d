package dev.play.playbook;

import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Optional;

/** An entry of a list of tasks. */
public sealed interface TaskItem {
  Span span();

  KeywordMap keywords();

  /**
   * A task, an include or an import: what its module's name says.
   *
   * @param loopLookup the NAME of {@code with_NAME}
   * @param loopItems what stands after {@code loop} or {@code with_NAME}
   */
  record Task(
      Span span,
      KeywordMap keywords,
      ModuleCall call,
      Optional<String> loopLookup,
      Optional<Node> loopItems)
      implements TaskItem {}

  /** block, rescue, always. */
  record Block(
      Span span,
      KeywordMap keywords,
      List<TaskItem> body,
      List<TaskItem> rescue,
      List<TaskItem> always)
      implements TaskItem {
    public Block {
      body = List.copyOf(body);
      rescue = List.copyOf(rescue);
      always = List.copyOf(always);
    }
  }
}
