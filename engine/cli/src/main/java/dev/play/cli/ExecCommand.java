package dev.play.cli;

import dev.play.cli.start.Ahead;
import dev.play.cli.terminal.Terminal;
import dev.play.compile.expand.CompileResult;
import dev.play.event.EventSink;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.run.live.LiveHosts;
import dev.play.run.live.Mismatch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play exec: one task on some hosts. */
@Command(
    name = "exec",
    addMethodSubcommands = false,
    description = "Runs one module on the hosts of a pattern.",
    sortOptions = false)
final class ExecCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PATTERN", description = "Which hosts.")
  String pattern = "";

  @Option(
      names = {"-m", "--module-name"},
      paramLabel = "MODULE",
      description = "Which module (default: command).")
  String module = "";

  @Option(
      names = {"-a", "--args"},
      paramLabel = "ARGS",
      description = "Its arguments: NAME=VALUE, or a dictionary in YAML or JSON.")
  String arguments = "";

  @Option(
      names = {"-o", "--one-line"},
      description = "Tell each host on one line.")
  boolean oneLine;

  @Option(
      names = {"-B", "--background"},
      paramLabel = "SECONDS",
      description = "Let it run on the host by itself, this long at most.")
  int background;

  @Option(
      names = {"-P", "--poll"},
      paramLabel = "SECONDS",
      description = "With -B, how often to look; 0 for not at all (default: 15).")
  int poll = -1;

  @Option(
      names = {"-t", "--tree"},
      paramLabel = "DIRECTORY",
      description = "Write each host's result to a file in this directory.")
  String tree = "";

  @Option(
      names = "--playbook-dir",
      paramLabel = "DIRECTORY",
      description = "Stands for the playbook's directory (default: the working directory).")
  String playbookDirectory = "";

  @Option(names = "--list-hosts", description = "List the hosts, run nothing.")
  boolean listHosts;

  @Mixin InventoryOptions inventory = new InventoryOptions();
  @Mixin RunSelection selection = new RunSelection();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  ExecCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Project project =
        new Project(terminal, inventory, selection.overrides(), new Ahead(Project::modules));
    if (listHosts) {
      return list(project);
    }
    Path directory =
        ConnectionOptions.given(playbookDirectory)
            .map(terminal.directory()::resolve)
            .or(() -> project.settings.path("PLAYBOOK_DIR"))
            .orElse(terminal.directory());
    CompileResult compiled =
        project.compile(
            directory.resolve("(play exec)"), new ExecPlaybook(this, project.settings).text());
    if (project.report(compiled.problems())) {
      return ExitStatus.USAGE.code();
    }
    return new PlaybookCommand(
            project,
            selection,
            selection.options(false, new TaskSelection(), project.settings),
            connection,
            oneLine ? Reporters.ONELINE : reporters(project))
        .alsoTo(
            ConnectionOptions.given(tree)
                .map(terminal.directory()::resolve)
                .<EventSink>map(ResultTree::new)
                .stream()
                .toList())
        .run(compiled, List.of("exec " + pattern + " -m " + module))
        .code();
  }

  /** Single tasks follow the setting for playbooks only when they are told to. */
  private Reporters reporters(Project project) {
    return project.settings.flag("DEFAULT_LOAD_CALLBACK_PLUGINS")
            && project.settings.isSet("DEFAULT_STDOUT_CALLBACK")
        ? Reporters.chosen(project.settings, terminal)
        : Reporters.MINIMAL;
  }

  /** A pattern of nothing but commas means all hosts, as in Ansible. */
  String hosts() {
    return pattern.replace(",", "").isBlank() ? Inventory.ALL : pattern;
  }

  private int list(Project project) {
    if (project.report(project.problems())) {
      return ExitStatus.USAGE.code();
    }
    LiveHosts hosts =
        new LiveHosts(
            new LiveInventory(project.inventory),
            project.limit,
            Mismatch.from(project.settings),
            text -> terminal.err().println("[WARNING]: " + text),
            () -> project.inventory);
    List<HostName> found = hosts.matching(List.of(hosts()));
    terminal.out().println("  hosts (" + found.size() + "):");
    found.forEach(host -> terminal.out().println("    " + host));
    return ExitStatus.OK.code();
  }
}
