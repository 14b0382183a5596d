package dev.play.modules.base;

import dev.play.host.Attributes;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import java.util.List;
import java.util.Optional;
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
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Placement.requireDirectory(host, args.path());
    String name = args.prefix() + Long.toUnsignedString(host.nonce(), 36) + args.suffix();
    HostPath path = args.path().child(name);
    boolean directory = args.state() == State.DIRECTORY;
    Effect effect =
        directory
            ? new Effect.MakeDirectory(path, Attributes.mode(0700))
            : new Effect.WriteFile(
                path,
                Content.of(""),
                Optional.empty(),
                Attributes.mode(0600),
                false,
                Optional.empty(),
                false);
    TaskResult values =
        TaskResult.of(
            "path", path.text(),
            "state", directory ? "directory" : "file",
            "mode", directory ? "0700" : "0600");
    // The name is only known in the run itself: a check makes up another.
    return Plan.run(List.of(effect), outcomes -> FileResult.detailed(values, outcomes));
  }
}
