package dev.play.compile;

import dev.play.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the steps of dynamic includes when a host gets there. Compiles each file once and keeps it;
 * thread-safe.
 */
public interface StepSource {
  /** The tasks of a file, looked for as include_tasks does, with the include's keywords applied. */
  Included tasks(Step.IncludeTasks include, String file);

  /** A role's steps (dependencies first, each in a RoleBody) and the handlers it brings. */
  Included role(Step.IncludeRole include, RoleRequest request);

  /**
   * What a call of a module would be where another step stands: its arguments hold only what the
   * engine adds itself. Where there is no such module, a step that fails and says so.
   */
  Step call(String module, Step at);

  /** An include_role's names, evaluated. The last four name another file than main. */
  record RoleRequest(
      String role,
      Optional<String> tasksFrom,
      Optional<String> varsFrom,
      Optional<String> defaultsFrom,
      Optional<String> handlersFrom) {}

  /**
   * What was found.
   *
   * @param file of include_tasks
   * @param problems when it holds errors, there are no steps and the task fails with them
   */
  record Included(
      Optional<Path> file, List<Step> steps, List<Step> handlers, List<Diagnostic> problems) {
    public Included {
      steps = List.copyOf(steps);
      handlers = List.copyOf(handlers);
      problems = List.copyOf(problems);
    }
  }
}
