package dev.play.run.play;

import static java.util.Objects.requireNonNull;

import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.text.Worded;
import dev.play.event.TaskTitle;
import dev.play.run.keyword.KeywordReader;
import dev.play.schema.action.EngineActions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Names steps as people see them, and numbers them. Thread-safe. */
final class Titles {
  private final AtomicLong last = new AtomicLong();

  TaskTitle of(Step step, boolean isHandler, Supplier<Scope> scope) {
    return new TaskTitle(
        last.incrementAndGet(),
        name(step, scope),
        step.around().role().map(RoleScope::name),
        action(step),
        isHandler,
        step.span());
  }

  private static String name(Step step, Supplier<Scope> scope) {
    try {
      return step.keywords()
          .name()
          .flatMap(name -> new KeywordReader(scope.get()).text(java.util.Optional.of(name)))
          .orElseGet(() -> action(step));
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      // The name is for people: what it lacks will show where the task itself needs it.
      return step.keywords()
          .name()
          .map(name -> PythonText.str(Worded.of(name)))
          .orElseGet(() -> action(step));
    }
  }

  /** A module of the playbook's own is called by its file's name without the ending. */
  private static String external(Step.Engine task) {
    String path =
        PythonText.str(requireNonNull(task.arguments().get(EngineActions.External.FILE)).value());
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
  }

  static String action(Step step) {
    return switch (step) {
      case Step.Task t -> t.module().name();
      case Step.Engine e when e.arguments().containsKey(EngineActions.External.FILE) -> external(e);
      case Step.Engine e -> e.spec().name();
      case Step.IncludeTasks i -> "include_tasks";
      case Step.IncludeRole i -> "include_role";
      case Step.RoleBody r -> r.role().name();
      case Step.Block b -> "block";
      case Step.Meta m -> "meta";
    };
  }
}
