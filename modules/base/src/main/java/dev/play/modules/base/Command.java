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
import dev.play.modules.base.command.ArgumentVariables;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.reading.Footprints;
import dev.play.modules.base.text.ShellWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a command without a shell. */
@ModuleDoc(
    name = "command",
    also = "ansible.builtin.command",
    summary = "Runs a command without a shell.",
    example =
        """
        - command: /usr/bin/make_database.sh db_user db_name
          args:
            creates: /path/to/database
        """,
    notes =
        "In a check its result is unknown unless creates or removes says that it will not run. What"
            + " surely only reads is run in a check too, as long as no task before it changes"
            + " anything; find also where they change nothing of what it looks through.")
public final class Command implements Module<Command.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the command with its arguments", freeForm = true) Optional<String> cmd,
      @Param("the command as a list of words") Optional<List<String>> argv,
      @Param("directory to run it in") Optional<HostPath> chdir,
      @Param("path or pattern: nothing is run when it is there") Optional<String> creates,
      @Param("path or pattern: nothing is run when it is not there") Optional<String> removes,
      @Param(value = "what the command reads", raw = true) Optional<String> stdin,
      @Param(value = "end stdin with a newline", def = "true") boolean stdinAddNewline,
      @Param(value = "drop newlines at the outputs' ends", def = "true") boolean stripEmptyEnds,
      @Param(value = "replace $NAME and ~ in the words", def = "true") boolean expandArgumentVars,
      @Param("no longer used; told of by a warning") Optional<String> executable) {
    public Args {
      if (cmd.isPresent() && argv.isPresent()) {
        throw wrong("only command or argv can be given, not both");
      }
      if (words(cmd, argv).isEmpty()) {
        throw wrong("no command given");
      }
    }

    private static WrongArguments wrong(String message) {
      return new WrongArguments(message, TaskResult.of("rc", 256));
    }

    private static List<String> words(Optional<String> cmd, Optional<List<String>> argv) {
      return argv.orElseGet(() -> ShellWords.split(cmd.orElse("")));
    }
  }

  @Override
  public Footprint footprint(Args args) {
    return Footprints.ofWords(Args.words(args.cmd(), args.argv()), args.expandArgumentVars());
  }

  @Override
  public Optional<Reads> reads(Args args) {
    return Footprints.readsOfWords(Args.words(args.cmd(), args.argv()));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Footprints.touchedByWords(
        Args.words(args.cmd(), args.argv()), args.expandArgumentVars());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> words = Args.words(args.cmd(), args.argv());
    Optional<Plan> guarded =
        new Guard(args.creates(), args.removes(), args.chdir()).verdict(host, words);
    if (guarded.isPresent()) {
      return guarded.get();
    }
    List<String> argv = args.expandArgumentVars() ? ArgumentVariables.expanding(words) : words;
    dev.play.host.Command command = dev.play.host.Command.of(argv);
    if (args.stdin().isPresent()) {
      String input = args.stdin().get() + (args.stdinAddNewline() ? "\n" : "");
      command = command.withStdin(Blob.of(input));
    }
    if (args.chdir().isPresent()) {
      command = command.in(args.chdir().get());
    }
    Effect run =
        Effect.Run.of(command, "run " + words.getFirst(), mayTouch(args)).acceptingAnyStatus();
    return Plan.run(
        List.of(run),
        outcomes ->
            warned(
                args,
                CommandResult.ofProgram(outcomes.getFirst(), words, words, args.stripEmptyEnds())));
  }

  private static TaskResult warned(Args args, TaskResult result) {
    return args.executable().isEmpty()
        ? result
        : result.with(
            "warnings",
            List.of(
                "As of Ansible 2.4, the parameter 'executable' is no longer supported with the"
                    + " 'command' module. Not using '"
                    + args.executable().get()
                    + "'."));
  }

  @Override
  public TaskResult leftOut(Args args) {
    return CommandResult.leftOut(
        Args.words(args.cmd(), args.argv()),
        args.creates().isPresent() || args.removes().isPresent());
  }
}
