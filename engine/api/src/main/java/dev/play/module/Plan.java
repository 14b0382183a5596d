package dev.play.module;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a module decided. */
public sealed interface Plan {
  /** The host is as asked. */
  record Same(TaskResult result) implements Plan {}

  /**
   * The host has to be changed.
   *
   * @param effects carried out in order; the first that fails ends the task
   * @param result makes the registered result from how the effects ended, in their order (one
   *     {@link Outcome} each); pure. In a check it gets empty outcomes when every effect predicts
   *     all it touches, and is not called where a command's output would be needed ({@code
   *     needsOutput}).
   * @param needsOutput the result depends on what commands print: unknown in a check
   * @param mayFollow there may be more to do that only shows afterwards: the engine carries out,
   *     observes and calls plan again (at most 8 times), then merges the results
   * @param diff shown for {@code --diff} instead of what the effects tell, where a module knows
   *     better
   */
  record Change(
      List<Effect> effects,
      Function<List<Outcome>, TaskResult> result,
      boolean needsOutput,
      boolean mayFollow,
      Optional<String> diff)
      implements Plan {
    public Change {
      effects = List.copyOf(effects);
    }

    /** The plan again, with stages. */
    public Change thenMore() {
      return new Change(effects, result, needsOutput, true, diff);
    }

    public Change withDiff(String text) {
      return new Change(effects, result, needsOutput, mayFollow, Optional.of(text));
    }
  }

  /**
   * Something has to be done of which only its output tells whether it changed anything: pulling a
   * tag that moves, building without a cache. In a run it is carried out as a {@link Change}, and
   * {@code result} says by {@link TaskResult#changed} what came of it; in a check it is unknown.
   *
   * @param because reads after "unknown", for example {@code until the images are pulled}
   */
  record Perhaps(List<Effect> effects, Function<List<Outcome>, TaskResult> result, String because)
      implements Plan {
    public Perhaps {
      effects = List.copyOf(effects);
    }
  }

  /**
   * It depends on what earlier tasks of this check would have done.
   *
   * @param because reads after "unknown", for example {@code until "install nginx"}
   */
  record Unknown(String because) implements Plan {}

  /** The task fails here, with nothing done: what is asked cannot be had. */
  record Failed(String message, TaskResult result) implements Plan {}

  /** Nothing to do because a guard said so (creates, removes): reported as ok, not changed. */
  record Skipped(String reason, TaskResult result) implements Plan {}

  static Plan same() {
    return new Same(TaskResult.EMPTY);
  }

  static Plan same(TaskResult result) {
    return new Same(result);
  }

  static Plan failed(String message) {
    return new Failed(message, TaskResult.EMPTY);
  }

  static Plan unknown(String because) {
    return new Unknown(because);
  }

  /** Change with a result that is known beforehand; same when there are no effects. */
  static Plan change(List<Effect> effects, TaskResult result) {
    return effects.isEmpty()
        ? new Same(result)
        : new Change(effects, outcomes -> result, false, false, Optional.empty());
  }

  static Plan change(List<Effect> effects) {
    return change(effects, TaskResult.EMPTY);
  }

  /** Change whose result is made from what the commands printed. */
  static Plan run(List<Effect> effects, Function<List<Outcome>, TaskResult> result) {
    return new Change(effects, result, true, false, Optional.empty());
  }

  /** Makes a result, of a command that failed too: what is registered besides its output. */
  interface Telling extends Function<List<Outcome>, TaskResult> {
    /** Values; a {@code msg} among them is registered in place of the engine's own message. */
    TaskResult ofFailure(Outcome failed);
  }

  /**
   * How one effect ended.
   *
   * @param seconds how long it took
   * @param details what the engine adds, for example {@code backup_file}
   */
  record Outcome(CommandOutput output, double seconds, double startedAt, Value.Dict details) {}
}
