package dev.play.playbook;

import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.List;

/** An entry of a playbook. */
public sealed interface PlaybookItem {
  Span span();

  /** A play. */
  record Play(
      Span span,
      KeywordMap keywords,
      List<RoleUse> roles,
      List<TaskItem> preTasks,
      List<TaskItem> tasks,
      List<TaskItem> postTasks,
      List<TaskItem> handlers)
      implements PlaybookItem {
    public Play {
      roles = List.copyOf(roles);
      preTasks = List.copyOf(preTasks);
      tasks = List.copyOf(tasks);
      postTasks = List.copyOf(postTasks);
      handlers = List.copyOf(handlers);
    }
  }

  /** import_playbook. */
  record Import(Span span, KeywordMap keywords, Node.Scalar file) implements PlaybookItem {}
}
