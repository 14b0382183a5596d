package dev.play.cli;

import dev.play.cli.proof.Proofs;
import dev.play.cli.start.Ahead;
import dev.play.cli.terminal.Terminal;
import dev.play.compile.expand.CompileResult;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.run.RunOptions;
import dev.play.run.TagChoice;
import dev.play.run.live.LiveHosts;
import dev.play.run.live.LiveVariables;
import dev.play.run.live.Mismatch;
import dev.play.run.play.PlaybookListing;
import dev.play.transport.ssh.KeptSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play run, play check: the same with --check --diff, and play verify: with --tags verify. */
@Command(
    name = "run",
    addMethodSubcommands = false,
    description = {
      "Makes hosts be as playbooks say.",
      "`play check` is `play run --check --diff`: it says what would change, and changes nothing.",
      "`play verify` is `play run --tags verify`: it runs the proofs among the tasks."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Purpose purpose;
  private final Optional<KeptSessions> sessions;
  private final Ahead ahead;

  @Parameters(paramLabel = "PLAYBOOK", arity = "1..*", description = "The playbooks, in order.")
  List<Path> playbooks = new ArrayList<>();

  @Mixin InventoryOptions inventory = new InventoryOptions();
  @Mixin RunSelection selection = new RunSelection();
  @Mixin TaskSelection tasks = new TaskSelection();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--list-hosts", description = "List the hosts, run nothing.")
  boolean listHosts;

  @Option(names = "--list-tasks", description = "List the tasks, run nothing.")
  boolean listTasks;

  @Option(names = "--list-tags", description = "List the tags, run nothing.")
  boolean listTags;

  @Option(names = "--syntax-check", description = "Look for mistakes, run nothing.")
  boolean syntaxCheck;

  /** As what it was called. */
  enum Purpose {
    RUN,
    CHECK,
    VERIFY
  }

  RunCommand(Terminal terminal, Purpose purpose, Optional<KeptSessions> sessions, Ahead ahead) {
    this.terminal = terminal;
    this.purpose = purpose;
    this.sessions = sessions;
    this.ahead = ahead;
  }

  @Override
  public Integer call() {
    if (purpose == Purpose.VERIFY) {
      tasks.tags = Proofs.tags(tasks.tags);
    }
    Project project = new Project(terminal, inventory, selection.overrides(), ahead);
    RunOptions options = selection.options(purpose == Purpose.CHECK, tasks, project.settings);
    boolean listing = listHosts || listTasks || listTags;
    CompileResult compiled = project.compile(playbooks, !syntaxCheck && !listing);
    if (project.report(compiled.problems())) {
      return new DuplicateKeys(project.settings).status(compiled.problems()).code();
    }
    if (syntaxCheck) {
      playbooks.forEach(p -> terminal.out().println("playbook: " + p));
      return ExitStatus.OK.code();
    }
    if (purpose == Purpose.VERIFY) {
      Proofs.expectedIn(compiled.playbook());
    }
    if (listing) {
      terminal.out().print(listing(project, options, compiled));
      return ExitStatus.OK.code();
    }
    return new PlaybookCommand(
            project, selection, options, connection, Reporters.chosen(project.settings, terminal))
        .flushing(tasks.flushCache)
        .keeping(sessions)
        .run(compiled, playbooks.stream().map(Path::toString).toList())
        .code();
  }

  private String listing(Project project, RunOptions options, CompileResult compiled) {
    LiveInventory live = new LiveInventory(project.inventory);
    PlaybookListing listing =
        new PlaybookListing(
            new LiveHosts(
                live,
                project.limit,
                Mismatch.from(project.settings),
                text -> terminal.err().println("[WARNING]: " + text),
                () -> project.inventory),
            new LiveVariables(
                project.variables(
                    live,
                    project.settings(
                        options.check(),
                        options.diff(),
                        options.forks(),
                        options.verbosity(),
                        options.tags(),
                        options.skipTags(),
                        Optional.empty()))),
            new TagChoice(options.tags(), options.skipTags()));
    return listing.of(
        compiled.playbook(), new PlaybookListing.Wanted(listHosts, listTasks, listTags));
  }
}
