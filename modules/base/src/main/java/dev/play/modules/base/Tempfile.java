package dev.play.modules.base;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Placement;
import java.util.List;
import java.util.Set;

/** Makes an empty file or directory with a name of its own. */
@ModuleDoc(
    name = "tempfile",
    also = "ansible.builtin.tempfile",
    summary = "Makes an empty file or directory with a name of its own.",
    example =
        """
        - tempfile:
            state: directory
            suffix: build
          register: work
        """)
public final class Tempfile implements Module<Tempfile.Args> {
  // busybox's mktemp wants the X at the end, so the suffix comes by a rename.
  private static final String MAKE =
      """
      t=$(mktemp $3 -- "$1XXXXXXXX") || exit 1
      [ -z "$2" ] || mv -- "$t" "$t$2" || exit 1
      printf '%s\\n' "$t$2"
      """;

  /** What to make. */
  public enum State {
    FILE,
    DIRECTORY
  }

  /** The arguments. */
  public record Args(
      @Param(value = "what to make", def = "file") State state,
      @Param(value = "where", def = "/tmp") HostPath path,
      @Param(value = "what its name starts with", def = "ansible.") String prefix,
      @Param(value = "what its name ends with", def = "") String suffix) {
    public Args {
      if ((prefix + suffix).contains("/")) {
        throw new IllegalArgumentException("prefix and suffix must not hold a slash");
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Placement.requireDirectory(host, args.path());
    boolean directory = args.state() == State.DIRECTORY;
    String start = args.path().child(args.prefix()).text();
    Command command = Command.script(MAKE, start, args.suffix(), directory ? "-d" : "");
    // A name that nobody knows yet stands for the one that will be: only listings become stale.
    Resource touched = Resource.path(args.path().child(args.prefix() + "?"));
    Effect effect = Effect.Run.of(command, "make a temporary " + name(directory), Set.of(touched));
    return Plan.run(
        List.of(effect),
        outcomes ->
            TaskResult.of(
                "path", outcomes.getFirst().output().out().replaceFirst("\n$", ""),
                "state", name(directory),
                "mode", directory ? "0700" : "0600"));
  }

  private static String name(boolean directory) {
    return directory ? "directory" : "file";
  }
}
