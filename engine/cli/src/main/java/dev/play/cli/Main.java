package dev.play.cli;

import dev.play.cli.config.ConfigCommand;
import dev.play.cli.galaxy.GalaxyCommand;
import dev.play.cli.lint.LintCommand;
import dev.play.cli.start.Ahead;
import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.cli.vault.VaultCommand;
import dev.play.host.HostException;
import dev.play.report.ExitStatus;
import dev.play.run.RunInterrupted;
import dev.play.run.debug.DebuggerQuit;
import dev.play.source.DiagnosticText;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.transport.ssh.KeptSessions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code play} command. */
@Command(
    name = "play",
    addMethodSubcommands = false,
    version = Main.NAME_AND_VERSION,
    description = "Makes hosts be as playbooks say: by SSH, without an agent.",
    footer = {
      "",
      "Exit status: 0 all is well, 1 mistakes in what was given, 2 tasks failed,",
      "4 hosts could not be reached, 70 a bug in play, 130 interrupted."
    })
public final class Main implements Runnable {
  static final String NAME_AND_VERSION = "play 0.1.0";
  private static final Set<String> RUNS = Set.of("run", "check", "verify");
  private static final Set<String> VERSION = Set.of("-V", "--version");

  @Spec @org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Runs the command and ends the process with its status. */
  public static void main(String[] args) {
    if (args.length == 1 && VERSION.contains(args[0])) {
      // As the options' library would say it, which takes four times as long to load.
      System.out.println(NAME_AND_VERSION);
      return;
    }
    Terminal terminal = Terminal.here();
    int status = execute(terminal, args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(status);
  }

  /** Runs a command line in the given surroundings. */
  public static int execute(Terminal terminal, String... args) {
    return execute(terminal, Optional.empty(), args);
  }

  /**
   * The same in a process that stays.
   *
   * @param sessions log-ins that runs may use and leave
   */
  public static int execute(Terminal terminal, Optional<KeptSessions> sessions, String... args) {
    String first = args.length == 0 ? "" : args[0];
    Ahead ahead = new Ahead(Project::modules);
    if (RUNS.contains(first)) {
      ahead.start();
    }
    CommandLine line = new CommandLine(new Main());
    Map<String, Supplier<Object>> commands = commands(terminal, sessions, ahead);
    // Reading all commands' annotations takes as long as an empty run: only the one that is meant.
    boolean all = !commands.containsKey(first) && !VERSION.contains(first);
    commands.forEach(
        (name, command) -> {
          if (all || name.equals(first)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    withHelp(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // In @FILE it is our options that say what a file is.
    line.setExpandAtFiles(false);
    line.setAbbreviatedOptionsAllowed(true);
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, terminal));
    line.setParameterExceptionHandler(
        (e, command) -> {
          terminal.err().println(e.getMessage());
          terminal
              .err()
              .println("see `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
          return ExitStatus.USAGE.code();
        });
    try {
      return line.execute(args);
    } catch (Error bug) {
      return ofOurs(bug, terminal);
    }
  }

  private static Map<String, Supplier<Object>> commands(
      Terminal terminal, Optional<KeptSessions> sessions, Ahead ahead) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(terminal, RunCommand.Purpose.RUN, sessions, ahead));
    commands.put(
        "check", () -> new RunCommand(terminal, RunCommand.Purpose.CHECK, sessions, ahead));
    commands.put(
        "verify", () -> new RunCommand(terminal, RunCommand.Purpose.VERIFY, sessions, ahead));
    commands.put("exec", () -> new ExecCommand(terminal));
    commands.put("inventory", () -> new InventoryCommand(terminal));
    commands.put("vault", () -> VaultCommand.line(terminal));
    commands.put("galaxy", () -> GalaxyCommand.line(terminal));
    commands.put("lint", () -> new LintCommand(terminal, Project::modules));
    commands.put("config", () -> ConfigCommand.line(terminal));
    commands.put("doc", () -> new DocCommand(terminal));
    commands.put("why", () -> new WhyCommand(terminal));
    return commands;
  }

  private static void withHelp(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands().values().forEach(Main::withHelp);
  }

  /** The edge: what is ours to mend gets a stack trace, everything else a message. */
  private static int failed(Exception e, Terminal terminal) {
    switch (e) {
      case EvaluationException mistake -> {
        String text =
            DiagnosticText.ofFiles(terminal.directory())
                .render(List.of(mistake.diagnostic(Span.none("play"))));
        terminal.err().print(text);
        return ExitStatus.USAGE.code();
      }
      case UsageException usage -> {
        terminal.err().println("ERROR! " + usage.getMessage());
        return usage.status();
      }
      case HostException world -> {
        terminal.err().println("play: " + world.getMessage());
        return world.isUnreachable() ? ExitStatus.UNREACHABLE.code() : ExitStatus.FAILED.code();
      }
      case DebuggerQuit quit -> {
        terminal.err().println("play: " + quit.getMessage());
        return ExitStatus.QUIT.code();
      }
      case RunInterrupted interrupted -> {
        terminal.err().println("play: interrupted");
        return ExitStatus.INTERRUPTED.code();
      }
      default -> {
        return ofOurs(e, terminal);
      }
    }
  }

  private static int ofOurs(Throwable bug, Terminal terminal) {
    terminal.err().println("play: this is a bug in play, please report it:");
    bug.printStackTrace(terminal.err());
    return ExitStatus.BUG.code();
  }
}
