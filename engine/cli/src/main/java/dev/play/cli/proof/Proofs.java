package dev.play.cli.proof;

import dev.play.cli.terminal.UsageException;
import dev.play.compile.CompiledPlaybook;
import dev.play.compile.Step;
import java.util.List;
import java.util.stream.Stream;

/** The tasks of a playbook that prove that its system works: those tagged {@code verify}. */
public final class Proofs {
  private static final String TAG = "verify";

  private Proofs() {}

  /** The tags that choose nothing but proofs. */
  public static List<String> tags(List<String> given) {
    if (!given.isEmpty()) {
      throw new UsageException(
          "verify runs the tasks tagged verify; --tags is for `play run`, --skip-tags leaves out");
    }
    return List.of(TAG);
  }

  /** A verification that asks nothing is none. */
  public static void expectedIn(CompiledPlaybook playbook) {
    if (playbook.plays().stream().flatMap(p -> p.steps().stream()).noneMatch(Proofs::isIn)) {
      throw new UsageException("no task of " + playbook.file() + " is tagged verify");
    }
  }

  private static boolean isIn(Step step) {
    return step.keywords().tags().contains(TAG)
        || switch (step) {
          case Step.Block b ->
              Stream.of(b.body(), b.rescue(), b.always())
                  .flatMap(List::stream)
                  .anyMatch(Proofs::isIn);
          case Step.RoleBody r -> r.body().stream().anyMatch(Proofs::isIn);
          // What it includes has tags of its own, which show only when it is read.
          case Step.IncludeTasks i -> false;
          case Step.IncludeRole i -> true;
          case Step.Meta m -> false;
          case Step.Task t -> false;
          case Step.Engine e -> false;
        };
  }
}
