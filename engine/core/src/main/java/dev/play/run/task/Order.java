package dev.play.run.task;

import dev.play.compile.Step;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.template.Compiled;
import java.util.Map;
import java.util.Optional;

/**
 * A step that is a task, with what it does: a module or one of the engine's own actions.
 *
 * @param whole {@code args: "{{ dict }}"}
 */
public record Order(
    Step step,
    ModuleSpec spec,
    Map<String, Argument> arguments,
    Optional<Compiled> whole,
    Work work) {
  /** A task that calls a module. */
  public static Order of(Step.Task task) {
    return new Order(
        task,
        task.module(),
        task.arguments(),
        task.wholeArguments(),
        new ModuleWork(task.module()));
  }

  /** A task that the engine does itself. */
  public static Order of(Step.Engine task, Work work) {
    return new Order(task, task.spec(), task.arguments(), task.wholeArguments(), work);
  }

  /** Whether it reads the host's facts, as setup does. */
  boolean gathersFacts() {
    return Step.BuiltIn.of(spec).filter(Step.BuiltIn::gathers).isPresent();
  }
}
