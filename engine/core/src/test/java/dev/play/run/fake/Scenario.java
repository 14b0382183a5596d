package dev.play.run.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.VarLayer;
import dev.play.compile.expand.CompileContext;
import dev.play.compile.expand.CompileResult;
import dev.play.compile.expand.PlaybookCompiler;
import dev.play.compile.role.RolesPath;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.event.EventStream;
import dev.play.event.Recap;
import dev.play.event.Redactor;
import dev.play.event.Tally;
import dev.play.files.Controller;
import dev.play.files.FileDigests;
import dev.play.host.HostName;
import dev.play.inventory.LiveInventory;
import dev.play.inventory.source.InventoryLoader;
import dev.play.inventory.source.Sources;
import dev.play.inventory.source.SystemPrograms;
import dev.play.python.PythonModules;
import dev.play.report.ConsoleReporter;
import dev.play.report.Palette;
import dev.play.report.Screen;
import dev.play.run.CustomStats;
import dev.play.run.RunContext;
import dev.play.run.RunOptions;
import dev.play.run.debug.Stepping;
import dev.play.run.live.LiveHosts;
import dev.play.run.live.LiveVariables;
import dev.play.run.live.Mismatch;
import dev.play.run.play.PlaybookRun;
import dev.play.run.port.Operator;
import dev.play.schema.ClassPathModules;
import dev.play.schema.action.EngineActions;
import dev.play.settings.Settings;
import dev.play.source.DiagnosticText;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import dev.play.variables.RunVariables;
import dev.play.variables.VariableFiles;
import dev.play.variables.VariableSettings;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A playbook run with real compiler, inventory and variables on hosts that do as they are told. */
public final class Scenario {
  private final Path directory;
  private final FakeHands hands = new FakeHands();
  private final List<Event> events = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> prompts = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final Tally tally = new Tally();
  private final Redactor redactor = new Redactor();
  private RunOptions options = RunOptions.DEFAULT;
  private String hosts = "a,b,c,";

  public Scenario(Path directory) {
    this.directory = directory;
  }

  public Scenario options(RunOptions given) {
    options = given;
    return this;
  }

  public Scenario hosts(String list) {
    hosts = list;
    return this;
  }

  public Scenario file(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a playbook to its end. */
  public Scenario run(String playbook) {
    file("site.yml", playbook);
    YamlFiles yaml = new YamlFiles(new VaultPasswords(List.of()), directory);
    TemplateCompiler templates = new TemplateCompiler(StandardLibrary.create());
    ClassPathModules library =
        new ClassPathModules(
            Scenario.class.getClassLoader(), List.of("dev.play.run.fake"), EngineActions.ALL);
    InventoryLoader.Loaded loaded =
        new InventoryLoader(
                yaml,
                new SystemPrograms(Map.of()),
                List.of(),
                List.of(directory),
                Sources.from(Settings.usual(directory)))
            .load(List.of(hosts));
    CompileResult compiled =
        new PlaybookCompiler(
                new CompileContext(
                    directory,
                    directory,
                    RolesPath.from(Settings.usual(directory), directory),
                    library,
                    python(),
                    templates,
                    new VaultPasswords(List.of()),
                    loaded.inventory().variableNames(),
                    Set.of(),
                    pattern -> true,
                    Map.of(),
                    Map.of(),
                    Settings.usual(directory),
                    true))
            .compile(List.of(Path.of("site.yml")));
    assertThat(compiled.hasErrors())
        .as(DiagnosticText.ofFiles(directory).render(compiled.problems()))
        .isFalse();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Controller controller =
        new Controller(
            Map.of(),
            clock,
            new Random(1),
            directory,
            directory,
            new VaultPasswords(List.of()).telling(redactor::learn),
            yaml,
            templates,
            new FileDigests(),
            Settings.usual(directory));
    LiveInventory live = new LiveInventory(loaded.inventory());
    RunVariables variables =
        new RunVariables(
            controller, live, new VariableFiles(yaml), VarLayer.EMPTY, VariableSettings.DEFAULT);
    run(compiled, yaml, templates, library, live, variables, clock);
    return this;
  }

  private void run(
      CompileResult compiled,
      YamlFiles yaml,
      TemplateCompiler templates,
      ClassPathModules library,
      LiveInventory live,
      RunVariables variables,
      Clock clock) {
    Operator operator = new PatientOperator();
    EventSink reporter =
        new ConsoleReporter(
            new Screen(new PrintStream(console, true, StandardCharsets.UTF_8), false, 60),
            Palette.PLAIN,
            options.verbosity(),
            clock);
    EventStream stream = new EventStream(redactor, List.of(events::add, tally, reporter));
    CustomStats stats = new CustomStats();
    stream.accept(
        new Event.RunStarted("test", clock.instant(), List.of("site.yml"), 1, options.check()));
    new PlaybookRun(
            new RunContext(
                compiled.steps(),
                templates,
                library,
                python(),
                new LiveHosts(live, Optional.empty(), Mismatch.WARNING, text -> {}, live::current),
                new LiveVariables(variables),
                hands,
                operator,
                stream,
                redactor,
                yaml,
                options,
                stats,
                clock,
                new Stepping(operator, options.step())))
        .run(compiled.playbook());
    stream.accept(new Event.RunEnded(tally.recap(), stats.all(), Map.of(), Duration.ZERO));
  }

  private PythonModules python() {
    return new PythonModules(Settings.usual(directory), List.of(), command -> Optional.empty());
  }

  /** Time passes at once for it, and is noted. */
  private final class PatientOperator implements Operator {
    @Override
    public boolean isThere() {
      return false;
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
      return Optional.empty();
    }

    @Override
    public Optional<String> line(String prompt) {
      prompts.add(prompt);
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public void tell(String text) {
      prompts.add(text);
    }

    @Override
    public void pause(Duration time) {
      pauses.add(time);
    }
  }

  /** Lines that the operator types. */
  public Scenario typing(String... lines) {
    answers.addAll(List.of(lines));
    return this;
  }

  /** What the operator was asked and told. */
  public List<String> prompts() {
    return prompts;
  }

  /** What was done, in order. */
  public List<String> log() {
    return hands.log();
  }

  /** How many calls were handed over, each time that several were. */
  public List<Integer> offered() {
    return hands.offered();
  }

  /** How many calls were done together, each time that several were handed over. */
  public List<Integer> together() {
    return hands.together();
  }

  /** What was gathered of hosts, as {@code gather_subset}. */
  public List<Set<String>> gathered() {
    return hands.gathered();
  }

  /** What hosts were asked ahead of time: "HOST: MARK, MARK". */
  public List<String> asked() {
    return hands.asked();
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  public String console() {
    return console.toString(StandardCharsets.UTF_8);
  }

  public Recap.Counts counts(String host) {
    Recap.Counts counts = tally.recap().hosts().get(new HostName(host));
    return counts == null ? Recap.Counts.NONE : counts;
  }

  public Recap recap() {
    return tally.recap();
  }

  /** Messages of debug tasks: "HOST: MESSAGE". */
  public List<String> said() {
    return events.stream()
        .filter(Event.HostTaskFinished.class::isInstance)
        .map(Event.HostTaskFinished.class::cast)
        .filter(e -> e.task().action().equals("debug") && e.ended().text("msg").isPresent())
        .map(e -> e.host() + ": " + e.ended().text("msg").orElse(""))
        .toList();
  }
}
