package dev.play.cli.lint;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.compile.role.ModuleFiles;
import dev.play.compile.role.RolesPath;
import dev.play.lint.LintFile;
import dev.play.lint.Linter;
import dev.play.lint.Rule;
import dev.play.lint.Rules;
import dev.play.lint.Selection;
import dev.play.lint.seen.ProjectFiles;
import dev.play.playbook.ModuleNames;
import dev.play.report.ExitStatus;
import dev.play.schema.ModuleLibrary;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play lint: what is allowed, and yet better done otherwise. */
@Command(
    name = "lint",
    addMethodSubcommands = false,
    description = {
      "Looks through playbooks and roles for what is risky, deprecated or unclear.",
      "`# noqa: RULE` beside a line or in a task makes a rule keep still, .play-lint.yml for all."
    },
    footer = {"", "Exit status: 0 nothing found, 1 mistakes in what was given, 2 something found."})
public final class LintCommand implements Callable<Integer> {
  private static final int FOUND = 2;

  private final Terminal terminal;
  private final Supplier<ModuleLibrary> library;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and directories (default: the working directory).")
  List<String> paths = new ArrayList<>();

  @Option(
      names = {"--skip", "-x", "--skip-list"},
      paramLabel = "RULE",
      split = ",",
      description = "Leave out these rules.")
  List<String> skip = new ArrayList<>();

  @Option(
      names = {"--only", "-t", "--tags"},
      paramLabel = "RULE",
      split = ",",
      description = "Only these rules.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--enable",
      paramLabel = "RULE",
      split = ",",
      description = "These too, which are off otherwise.")
  List<String> enable = new ArrayList<>();

  @Option(
      names = {"--warn", "-w", "--warn-list"},
      paramLabel = "RULE",
      split = ",",
      description = "Tell of these without failing.")
  List<String> warn = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out these files and directories.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The file of settings (default: .play-lint.yml).")
  String config = "";

  @Option(names = "--json", description = "Write a JSON list.")
  boolean json;

  @Option(
      names = {"-L", "--rules", "--list-rules"},
      description = "List the rules.")
  boolean listing;

  /**
   * @param library the modules that tasks may call
   */
  public LintCommand(Terminal terminal, Supplier<ModuleLibrary> library) {
    this.terminal = terminal;
    this.library = library;
  }

  @Override
  public Integer call() {
    if (listing) {
      terminal.out().print(rules());
      terminal.out().flush();
      return ExitStatus.OK.code();
    }
    Diagnostics problems = new Diagnostics();
    YamlFiles yaml = new YamlFiles(new VaultPasswords(List.of()), terminal.directory());
    LintFile file =
        config.isEmpty()
            ? LintFile.in(terminal.directory(), yaml, problems)
            : LintFile.read(terminal.directory().resolve(config), yaml, problems);
    Selection given = new Selection(only, skip, enable, warn);
    for (String unknown : given.unknown(Rules.all())) {
      throw new UsageException("there is no rule " + unknown + "; `play lint --rules` lists them");
    }
    Settings settings =
        Settings.load(terminal.environment(), terminal.directory(), terminal.home(), problems);
    if (problems.hasErrors()) {
      return mistaken(problems);
    }
    Linter.Result result =
        new Linter(files(file, yaml), modules(settings), file.selection().and(given))
            .look(places());
    DiagnosticText places = DiagnosticText.ofFiles(terminal.directory());
    terminal.out().print(json ? LintReport.json(result) : LintReport.text(result, places));
    terminal.out().flush();
    return result.findings().isEmpty() ? ExitStatus.OK.code() : FOUND;
  }

  private int mistaken(Diagnostics problems) {
    List<Diagnostic> all = problems.all();
    terminal.err().print(DiagnosticText.ofFiles(terminal.directory()).render(all));
    terminal.err().flush();
    return ExitStatus.USAGE.code();
  }

  private List<Path> places() {
    List<Path> found = new ArrayList<>();
    for (String path : paths.isEmpty() ? List.of(".") : paths) {
      Path place = terminal.directory().resolve(path).normalize();
      if (!Files.exists(place)) {
        throw new UsageException("there is no " + path);
      }
      found.add(place);
    }
    return found;
  }

  private ProjectFiles files(LintFile file, YamlFiles yaml) {
    List<PathMatcher> excluded =
        Stream.concat(file.excluded().stream(), exclude.stream())
            .map(glob -> glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob)
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
    return new ProjectFiles(yaml, terminal.directory(), excluded);
  }

  private ModuleNames modules(Settings settings) {
    ModuleFiles own =
        new ModuleFiles(
            RolesPath.from(settings, terminal.directory()),
            terminal.directory(),
            settings.paths("DEFAULT_MODULE_PATH"));
    return new ModuleNames(library.get(), own::isThere);
  }

  private static String rules() {
    Map<String, Rule> all = new TreeMap<>();
    Rules.all().forEach(rule -> all.putIfAbsent(rule.id(), rule));
    StringBuilder out = new StringBuilder();
    for (Rule rule : all.values()) {
      String state =
          switch (rule.state()) {
            case ON -> "";
            case WARNS -> " (warns)";
            case OFF -> " (off)";
          };
      out.append(String.format("%-26s %s%s%n", rule.id(), rule.about(), state));
    }
    return out.toString();
  }
}
