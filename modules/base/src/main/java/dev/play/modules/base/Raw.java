package dev.play.modules.base;

import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.reading.Footprints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a command line by the host's shell, with nothing around it. */
@ModuleDoc(
    name = "raw",
    also = "ansible.builtin.raw",
    summary = "Runs a command line by a shell, with nothing around it.",
    example = "- raw: cat < /tmp/*txt\n")
public final class Raw implements Module<Raw.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the command line", freeForm = true) String cmd,
      @Param("the shell, by its full path; /bin/sh when not given") Optional<HostPath> executable) {
    public Args {
      if (cmd.isBlank()) {
        throw new IllegalArgumentException("no command given");
      }
    }
  }

  @Override
  public Footprint footprint(Args args) {
    return Footprints.ofScript(args.cmd(), args.executable());
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Footprints.touched(footprint(args));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String shell = args.executable().map(HostPath::text).orElse("/bin/sh");
    Effect run =
        Effect.Run.of(
                dev.play.host.Command.of(shell, "-c", args.cmd()),
                "run " + args.cmd().strip().lines().findFirst().orElse(""),
                mayTouch(args))
            .acceptingAnyStatus();
    return Plan.run(
        List.of(run),
        outcomes -> {
          TaskResult result =
              CommandResult.streams(TaskResult.EMPTY, outcomes.getFirst().output(), false);
          return outcomes.getFirst().output().ok()
              ? result.with("msg", "")
              : result.failed("non-zero return code");
        });
  }
}
