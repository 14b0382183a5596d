package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.compile.expand.CompileResult;
import dev.play.connection.Connector;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.event.EventStream;
import dev.play.event.Journal;
import dev.play.event.Tally;
import dev.play.host.HostException;
import dev.play.inventory.LiveInventory;
import dev.play.profile.Allocated;
import dev.play.profile.Profile;
import dev.play.profile.ProfileText;
import dev.play.profile.TraceFile;
import dev.play.report.ConsoleReporter;
import dev.play.report.ExitStatus;
import dev.play.report.JunitReporter;
import dev.play.run.CustomStats;
import dev.play.run.RunContext;
import dev.play.run.RunOptions;
import dev.play.run.debug.Stepping;
import dev.play.run.live.LiveHosts;
import dev.play.run.live.LiveVariables;
import dev.play.run.live.Mismatch;
import dev.play.run.live.SessionHands;
import dev.play.run.play.PlaybookRun;
import dev.play.task.remote.RemoteCalls;
import dev.play.task.watch.AccessWatch;
import dev.play.transport.Connectors;
import dev.play.transport.shell.ToldConnector;
import dev.play.transport.ssh.KeptSessions;
import dev.play.variables.RunVariables;
import dev.play.variables.connect.ConnectionDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs compiled playbooks against an inventory and tells of it: what run, check and exec share. */
final class PlaybookCommand {
  /** How often the line that shows progress is brought up to date. */
  private static final Duration TICK = Duration.ofMillis(200);

  /** From -vvv on, as in Ansible. */
  private static final int TELLING_SHELLS = 3;

  private final Project project;
  private final Terminal terminal;
  private final RunSelection selection;
  private final RunOptions options;
  private final ConnectionOptions connection;
  private final Reporters reporters;
  private boolean flushing;
  private Optional<KeptSessions.Lending> lending = Optional.empty();
  private final List<EventSink> further = new ArrayList<>();

  PlaybookCommand(
      Project project,
      RunSelection selection,
      RunOptions options,
      ConnectionOptions connection,
      Reporters reporters) {
    this.project = project;
    this.terminal = project.terminal;
    this.selection = selection;
    this.options = options;
    this.connection = connection;
    this.reporters = reporters;
  }

  /** Forgets first what is kept of the hosts' facts, where that is asked for. */
  PlaybookCommand flushing(boolean asked) {
    flushing = asked;
    return this;
  }

  /** Hosts may be logged in to already, and stay so. */
  PlaybookCommand keeping(Optional<KeptSessions> sessions) {
    lending = sessions.map(KeptSessions::lend);
    return this;
  }

  /** The run is told to these too. */
  PlaybookCommand alsoTo(List<EventSink> sinks) {
    further.addAll(sinks);
    return this;
  }

  ExitStatus run(CompileResult compiled, List<String> names) {
    ConnectionDefaults defaults = connection.defaults(project);
    LiveInventory live = new LiveInventory(project.inventory);
    RunVariables variables =
        project.variables(
            live,
            project.settings(
                options.check(),
                options.diff(),
                options.forks(),
                options.verbosity(),
                options.tags(),
                options.skipTags(),
                defaults.user()));
    if (flushing) {
      project.inventory.hosts().forEach(host -> variables.host(host).clearFacts());
    }
    new Before(project, variables.withoutPlay(Optional.empty())).run(project.hosts());
    Tally tally = new Tally();
    String id = id(terminal.clock().instant());
    List<EventSink> sinks = new ArrayList<>(List.of(tally));
    Optional<Journal> journal = journal(id);
    journal.ifPresent(sinks::add);
    EventSink told =
        (selection.json ? Reporters.JSON_LINES : reporters)
            .on(terminal, project.settings, options.verbosity());
    sinks.add(told);
    project.log.map(log -> log.reporter(options.verbosity())).ifPresent(sinks::add);
    sinks.addAll(further);
    ConnectionOptions.given(selection.junit)
        .map(name -> new JunitReporter(terminal.directory().resolve(name)))
        .ifPresent(sinks::add);
    Optional<Profile> profile =
        selection.profile ? Optional.of(new Profile(terminal.clock())) : Optional.empty();
    profile.ifPresent(sinks::add);
    EventStream events = new EventStream(project.redactor, sinks);
    SessionHands hands = hands(defaults, compiled.playbook().file(), events, profile);
    CustomStats stats = new CustomStats();
    RunEnding ending = new RunEnding(events, tally, stats, hands, terminal);
    Thread interrupted = new Thread(ending::interrupted, "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    Thread ticking = ticking(told);
    try {
      events.accept(
          new Event.RunStarted(
              id, ending.start(), names, compiled.playbook().plays().size(), options.check()));
      run(compiled, context(compiled, live, variables, events, hands, stats));
    } finally {
      ticking.interrupt();
      ending.tell();
      lending.ifPresent(KeptSessions.Lending::end);
      hands.close();
      journal.ifPresent(Journal::close);
      profile.ifPresent(p -> tell(p, id));
      forget(interrupted);
    }
    return ExitStatus.of(tally.recap());
  }

  private void run(CompileResult compiled, RunContext context) {
    PlaybookRun run = new PlaybookRun(context);
    run.run(compiled.playbook());
    if (run.isStillLooking()) {
      context
          .events()
          .accept(
              new Event.Warning(
                  "no task is named " + options.startAt().orElse(""),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  private RunContext context(
      CompileResult compiled,
      LiveInventory live,
      RunVariables variables,
      EventStream events,
      SessionHands hands,
      CustomStats stats) {
    return new RunContext(
        compiled.steps(),
        project.templates,
        project.library,
        project.python,
        new LiveHosts(
            live,
            project.limit,
            Mismatch.from(project.settings),
            text -> events.accept(new Event.Warning(text, Optional.empty(), Optional.empty())),
            project::reloaded),
        new LiveVariables(variables),
        hands,
        project.operator,
        events,
        project.redactor,
        project.yaml,
        options,
        stats,
        terminal.clock(),
        new Stepping(project.operator, options.step()));
  }

  private void tell(Profile profile, String id) {
    terminal.out().print(new ProfileText(profile).text());
    Allocated.soFar()
        .ifPresent(
            bytes ->
                terminal
                    .out()
                    .printf(Locale.ROOT, "%nallocated by the controller: %.1f MB%n", bytes / 1e6));
    Path trace =
        terminal.directory().resolve(".play").resolve("runs").resolve(id).resolve("trace.json");
    try {
      TraceFile.write(profile, trace);
      terminal.out().println("\ntrace, for ui.perfetto.dev or chrome://tracing: " + trace);
    } catch (IOException e) {
      terminal.err().println("[WARNING]: no trace was written: " + e.getMessage());
    }
  }

  private SessionHands hands(
      ConnectionDefaults defaults,
      Path playbook,
      EventStream events,
      Optional<? extends AccessWatch> watch) {
    Path beside =
        Optional.ofNullable(terminal.directory().resolve(playbook).normalize().getParent())
            .filter(Files::isDirectory)
            .orElse(terminal.directory());
    Connector connectors = Connectors.standard(terminal.environment(), beside, lending);
    return new SessionHands(
        new SessionHands.Parts(
            project.log.map(log -> log.verbosity(options.verbosity())).orElse(options.verbosity())
                    < TELLING_SHELLS
                ? connectors
                : new ToldConnector(
                    connectors, (host, line) -> events.accept(new Event.ShellStarted(host, line))),
            defaults,
            project.templates,
            terminal.home(),
            new SecureRandom(),
            terminal.clock(),
            project.redactor,
            options.check(),
            selection.verify,
            watch.<AccessWatch>map(w -> w).orElse(AccessWatch.NONE),
            new RemoteCalls(terminal.environment(), terminal.home(), beside)));
  }

  private static Thread ticking(EventSink told) {
    return Thread.ofVirtual()
        .name("progress")
        .start(
            () -> {
              try {
                while (told instanceof ConsoleReporter console) {
                  Thread.sleep(TICK);
                  console.tick();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private Optional<Journal> journal(String id) {
    Path runs = terminal.directory().resolve(".play").resolve("runs");
    try {
      return Optional.of(Journal.open(runs, id));
    } catch (HostException e) {
      terminal.err().println("[WARNING]: " + e.getMessage() + "; this run keeps no journal");
      return Optional.empty();
    }
  }

  private static String id(Instant now) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC).format(now);
    return time + "-" + Integer.toHexString(new SecureRandom().nextInt(0x10000));
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has run or is running.
      return;
    }
  }
}
