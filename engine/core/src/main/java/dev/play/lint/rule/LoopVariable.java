package dev.play.lint.rule;

import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.Keyword;
import dev.play.yaml.Node;

/** What a loop's item is called. */
final class LoopVariable {
  private LoopVariable() {}

  static String of(TaskSeen task) {
    return task.keywords().get(Keyword.LOOP_CONTROL).orElse(null) instanceof Node.Mapping control
            && control.get("loop_var").orElse(null) instanceof Node.Scalar name
        ? name.text()
        : "item";
  }
}
