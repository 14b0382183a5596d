package dev.play.cli;

import dev.play.cli.start.Ahead;
import dev.play.cli.terminal.RunLog;
import dev.play.cli.terminal.Terminal;
import dev.play.cli.vault.VaultOptions;
import dev.play.compile.VarLayer;
import dev.play.compile.check.FactNames;
import dev.play.compile.expand.CompileContext;
import dev.play.compile.expand.CompileResult;
import dev.play.compile.expand.PlaybookCompiler;
import dev.play.compile.role.RolesPath;
import dev.play.compile.text.StaticLookups;
import dev.play.discovery.HostSource;
import dev.play.event.Redactor;
import dev.play.files.Controller;
import dev.play.files.FileDigests;
import dev.play.host.HostName;
import dev.play.inventory.HostLimit;
import dev.play.inventory.HostPattern;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.inventory.source.ConstructedInventory;
import dev.play.inventory.source.Constructing;
import dev.play.inventory.source.DiscoveredInventory;
import dev.play.inventory.source.GeneratorInventory;
import dev.play.inventory.source.InventoryLoader;
import dev.play.inventory.source.InventoryPlugin;
import dev.play.inventory.source.ProgramRunner;
import dev.play.inventory.source.Sources;
import dev.play.inventory.source.SystemPrograms;
import dev.play.python.PythonModules;
import dev.play.run.play.Preflight;
import dev.play.run.port.Operator;
import dev.play.schema.ClassPathModules;
import dev.play.schema.ModuleLibrary;
import dev.play.schema.action.EngineActions;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import dev.play.source.Diagnostics;
import dev.play.start.BuildList;
import dev.play.template.TemplateCompiler;
import dev.play.variables.ExtraVars;
import dev.play.variables.FactCache;
import dev.play.variables.InventoryVariables;
import dev.play.variables.RunVariables;
import dev.play.variables.VariableFiles;
import dev.play.variables.VariableSettings;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/** The composition root: everything that stands before a run, wired for one command line. */
final class Project {
  /** Where modules live; see docs/module-author.md. */
  private static final List<String> MODULES =
      List.of(
          "dev.play.modules.base",
          "dev.play.modules.system",
          "dev.play.modules.net",
          "dev.play.modules.crypto",
          "dev.play.modules.database",
          "dev.play.modules.debian",
          "dev.play.modules.directory",
          "dev.play.modules.distro",
          "dev.play.modules.machine",
          "dev.play.modules.packages",
          "dev.play.modules.redhat",
          "dev.play.modules.security",
          "dev.play.modules.tool",
          "dev.play.modules.storage",
          "dev.play.modules.web",
          "dev.play.modules.containers",
          "dev.play.modules.swarm",
          "dev.play.modules.gce");

  final Terminal terminal;
  final Redactor redactor = new Redactor();
  final Operator operator;
  final SystemPrograms programs;
  final TemplateCompiler templates;
  final ModuleLibrary library;
  final PythonModules python;
  final YamlFiles yaml;
  final Controller controller;
  final Inventory inventory;
  final VarLayer extraVars;
  final Optional<HostPattern> limit;
  private final InventoryOptions options;
  private final VaultPasswords vault;
  private final VariableFiles variableFiles;
  final Settings settings;
  final Optional<RunLog> log;
  private final Diagnostics problems = new Diagnostics();

  Project(Terminal terminal, InventoryOptions options) {
    this(terminal, options, Map.of(), new Ahead(Project::modules));
  }

  /**
   * @param overrides settings that the command line gives, as environment variables
   */
  Project(Terminal terminal, InventoryOptions options, Map<String, String> overrides, Ahead ahead) {
    this.terminal = terminal;
    this.options = options;
    this.settings =
        Settings.load(
            with(overrides, terminal.environment()),
            terminal.directory(),
            terminal.home(),
            problems);
    this.templates = new TemplateCompiler(ahead.library(), nativeTypes(settings));
    this.log = RunLog.of(settings, terminal);
    this.operator = terminal.operator();
    this.programs = new SystemPrograms(terminal.environment());
    this.library = ahead.modules();
    this.python =
        new PythonModules(
            settings,
            RolesPath.from(settings, terminal.directory()).collections(),
            command ->
                Optional.of(programs.run(command, terminal.directory()))
                    .filter(ended -> ended.status() == 0)
                    .map(ProgramRunner.Ended::stdout));
    this.vault =
        options
            .vault
            .passwords(new VaultOptions.Sources(terminal, operator, programs, settings))
            .telling(redactor::learn);
    this.yaml = new YamlFiles(vault, terminal.directory());
    this.variableFiles = new VariableFiles(yaml);
    this.controller =
        new Controller(
            terminal.environment(),
            terminal.clock(),
            ahead.random(),
            terminal.home(),
            terminal.directory(),
            vault,
            yaml,
            templates,
            new FileDigests(),
            settings);
    this.extraVars = ExtraVars.read(options.extraVars, yaml, terminal.directory(), problems);
    InventoryLoader.Loaded loaded = load(options.refresh);
    loaded.problems().forEach(problems::add);
    this.inventory = loaded.inventory();
    this.limit =
        HostLimit.read(
            ConnectionOptions.given(options.limit), terminal.directory(), inventory, problems);
  }

  private List<InventoryPlugin> inventoryPlugins(boolean refresh) {
    Constructing with =
        new Constructing(
            templates,
            new StaticLookups(
                terminal.environment(),
                terminal.clock(),
                controller.random(),
                terminal.directory(),
                terminal.home(),
                settings),
            extraVars.values(),
            (sofar, host) ->
                new InventoryVariables(sofar, variableFiles, settings.path("PLAYBOOK_DIR"))
                    .besideSources(host),
            settings);
    return List.of(
        new ConstructedInventory(with),
        new GeneratorInventory(with),
        new DiscoveredInventory(
            with,
            new DiscoveredInventory.Environment(
                terminal.environment(),
                terminal.home(),
                terminal.directory(),
                terminal.clock(),
                refresh),
            () ->
                ServiceLoader.load(HostSource.class, Project.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList()));
  }

  private static Map<String, String> with(Map<String, String> more, Map<String, String> usual) {
    Map<String, String> all = new HashMap<>(usual);
    all.putAll(more);
    return all;
  }

  private InventoryLoader.Loaded load(boolean refresh) {
    List<Path> roots = new ArrayList<>(List.of(terminal.directory()));
    terminal.setting("PLAY_HOME").map(Path::of).ifPresent(roots::add);
    return new InventoryLoader(
            yaml, programs, inventoryPlugins(refresh), roots, Sources.from(settings))
        .load(sources());
  }

  /** The inventory's sources read again; what is wrong with them now is told. */
  Inventory reloaded() {
    InventoryLoader.Loaded loaded = load(true);
    report(loaded.problems());
    return loaded.inventory();
  }

  static ModuleLibrary modules() {
    return new ClassPathModules(
        Project.class.getClassLoader(), MODULES, EngineActions.ALL, BuildList.whole("modules"));
  }

  private List<String> sources() {
    return options.inventories.isEmpty()
        ? settings.isSet("DEFAULT_HOST_LIST") ? settings.list("DEFAULT_HOST_LIST") : List.of()
        : options.inventories;
  }

  /** As in Ansible from 2.19 on, unless the setting says what was usual before. */
  private static boolean nativeTypes(Settings settings) {
    return !settings.isSet("DEFAULT_JINJA2_NATIVE") || settings.flag("DEFAULT_JINJA2_NATIVE");
  }

  /** The variables of a run with these settings. */
  RunVariables variables(LiveInventory live, VariableSettings settings) {
    return new RunVariables(controller, live, variableFiles, extraVars, settings);
  }

  VariableSettings settings(
      boolean check,
      boolean diff,
      int forks,
      int verbosity,
      Set<String> tags,
      Set<String> skip,
      Optional<String> user) {
    return new VariableSettings(
        check,
        diff,
        forks,
        verbosity,
        List.copyOf(tags),
        List.copyOf(skip),
        ConnectionOptions.given(options.limit),
        sources(),
        user);
  }

  /** Compiles playbooks; every problem so far, of the inventory too, is in the result. */
  CompileResult compile(List<Path> playbooks, boolean willRun) {
    return compile(playbooks, willRun, compiler -> compiler.compile(playbooks));
  }

  /** Compiles one playbook given as text, as if it lay at {@code file}. */
  CompileResult compile(Path file, String text) {
    return compile(List.of(file), true, compiler -> compiler.compile(file, text));
  }

  private CompileResult compile(
      List<Path> playbooks, boolean willRun, Function<PlaybookCompiler, CompileResult> compiling) {
    Set<String> names = new HashSet<>(inventory.variableNames());
    names.addAll(FactCache.names(settings, terminal.clock(), inventory.hosts()));
    FactNames facts = new FactNames();
    extraVars.values().values().forEach(facts::in);
    for (Path playbook : playbooks) {
      Path directory =
          Optional.ofNullable(terminal.directory().resolve(playbook).normalize().getParent())
              .orElse(terminal.directory());
      InventoryVariables variables =
          new InventoryVariables(inventory, variableFiles, Optional.of(directory));
      names.addAll(variables.names());
      variables.values().forEach(facts::in);
      variables.problems().forEach(problems::add);
    }
    CompileContext context =
        new CompileContext(
            terminal.directory(),
            terminal.home(),
            RolesPath.from(settings, terminal.directory()),
            library,
            python,
            templates,
            vault,
            names,
            facts.names(),
            this::matches,
            extraVars.values(),
            terminal.environment(),
            settings,
            willRun);
    CompileResult result = compiling.apply(new PlaybookCompiler(context));
    List<Diagnostic> all = new ArrayList<>(new java.util.LinkedHashSet<>(problems.all()));
    all.addAll(result.problems());
    if (!result.hasErrors()) {
      all.addAll(Preflight.of(result.playbook()));
    }
    return new CompileResult(result.playbook(), result.steps(), all);
  }

  private boolean matches(String pattern) {
    try {
      return !HostPattern.parse(pattern).in(inventory).hosts().isEmpty();
    } catch (HostPattern.Mistake mistake) {
      // Told when the play's hosts are looked for.
      return true;
    }
  }

  /** Inventory, extra variables and limit, for commands without playbooks. */
  List<Diagnostic> problems() {
    return problems.all();
  }

  /** Prints problems, all of them; whether there is an error among them. */
  boolean report(List<Diagnostic> all) {
    List<Diagnostic> found = new DuplicateKeys(settings).in(all);
    if (!found.isEmpty()) {
      terminal
          .err()
          .print(redactor.clean(DiagnosticText.ofFiles(terminal.directory()).render(found)));
      terminal.err().flush();
      log.ifPresent(l -> found.forEach(p -> l.add(p, redactor.clean(p.message()))));
    }
    return found.stream().anyMatch(p -> p.severity() == Diagnostic.Severity.ERROR);
  }

  /** The hosts of the inventory that the limit leaves. */
  List<HostName> hosts() {
    return limit
        .map(l -> HostPattern.limited(inventory.hosts(), l.in(inventory).hosts()))
        .orElse(inventory.hosts());
  }
}
