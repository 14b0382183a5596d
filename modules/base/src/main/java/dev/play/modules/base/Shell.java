package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Reads;
import dev.play.module.TaskResult;
import dev.play.module.WrongArguments;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.reading.Footprints;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a command line by the host's shell. */
@ModuleDoc(
    name = "shell",
    also = "ansible.builtin.shell",
    summary = "Runs a command line by a shell.",
    example =
        """
        - shell: somescript.sh >> somelog.txt
          args:
            chdir: /srv/app
            creates: somelog.txt
        """,
    notes =
        "In a check its result is unknown unless creates or removes says that it will not run. What"
            + " surely only reads is run in a check too, as long as no task before it changes"
            + " anything; find also where they change nothing of what it looks through.")
public final class Shell implements Module<Shell.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the command line", freeForm = true) String cmd,
      @Param("directory to run it in") Optional<HostPath> chdir,
      @Param("path or pattern: nothing is run when it is there") Optional<String> creates,
      @Param("path or pattern: nothing is run when it is not there") Optional<String> removes,
      @Param("the shell, by its full path; /bin/sh when not given") Optional<HostPath> executable,
      @Param(value = "what the command reads", raw = true) Optional<String> stdin,
      @Param(value = "end stdin with a newline", def = "true") boolean stdinAddNewline,
      @Param("not for shells: an error") Optional<Value> expandArgumentVars) {
    public Args {
      if (expandArgumentVars.isPresent()) {
        throw new IllegalArgumentException(
            "Unsupported parameters for (shell) module: expand_argument_vars");
      }
      if (cmd.isBlank()) {
        throw new WrongArguments("no command given", TaskResult.of("rc", 256));
      }
    }
  }

  @Override
  public Footprint footprint(Args args) {
    return Footprints.ofScript(args.cmd(), args.executable());
  }

  @Override
  public Optional<Reads> reads(Args args) {
    return Footprints.readsOfScript(args.cmd(), args.executable());
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Footprints.touched(footprint(args));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<Plan> guarded =
        new Guard(args.creates(), args.removes(), args.chdir()).verdict(host, args.cmd());
    if (guarded.isPresent()) {
      return guarded.get();
    }
    String shell = args.executable().map(HostPath::text).orElse("/bin/sh");
    dev.play.host.Command command = dev.play.host.Command.of(shell, "-c", args.cmd());
    if (args.stdin().isPresent()) {
      String input = args.stdin().get() + (args.stdinAddNewline() ? "\n" : "");
      command = command.withStdin(Blob.of(input));
    }
    if (args.chdir().isPresent()) {
      command = command.in(args.chdir().get());
    }
    Effect run =
        Effect.Run.of(
                command, "run " + args.cmd().strip().lines().findFirst().orElse(""), mayTouch(args))
            .acceptingAnyStatus();
    return Plan.run(
        List.of(run), outcomes -> CommandResult.of(outcomes.getFirst(), args.cmd(), true));
  }

  @Override
  public TaskResult leftOut(Args args) {
    return CommandResult.leftOut(
        args.cmd(), args.creates().isPresent() || args.removes().isPresent());
  }
}
