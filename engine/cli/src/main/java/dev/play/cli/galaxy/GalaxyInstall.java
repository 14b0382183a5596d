package dev.play.cli.galaxy;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.galaxy.Installation;
import dev.play.galaxy.LockFile;
import dev.play.galaxy.Order;
import dev.play.galaxy.Outcome;
import dev.play.galaxy.fetch.Fetcher;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.GalaxyServers;
import dev.play.galaxy.fetch.Web;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.requirement.RequirementText;
import dev.play.galaxy.requirement.RequirementsFile;
import dev.play.report.ExitStatus;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.transport.local.Captured;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play galaxy install. */
@Command(
    description = {
      "Installs roles and collections: what requirements.yml asks for, or what is named.",
      "What they were is kept in requirements.lock.yml, which the next installation follows."
    })
final class GalaxyInstall implements Callable<Integer> {
  /** Where a requirements file is looked for, best first. */
  private static final List<String> USUAL =
      List.of("requirements.yml", "roles/requirements.yml", "collections/requirements.yml");

  private static final Duration LONGEST_CLONE = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Terminal terminal;
  private final Set<ContentKind> kinds;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "SOURCE[,VERSION[,NAME]] of a role, NAME[:VERSION] or SOURCE[,VERSION] of a collection;"
              + " sources are git+ADDRESS, archives, directories, names on a server.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-r", "--role-file", "--requirements-file"},
      paramLabel = "FILE",
      description =
          "The requirements file (default: requirements.yml here, in roles or in"
              + " collections).")
  String file = "";

  @Mixin GalaxyPaths paths = new GalaxyPaths();

  @Option(
      names = {"-f", "--force", "--force-with-deps"},
      description = "Install what is there already once more.")
  boolean force;

  @Option(
      names = {"-n", "--no-deps"},
      description = "Leave out what others depend on.")
  boolean alone;

  @Option(
      names = {"-i", "--ignore-errors"},
      description = "End well even where something could not be installed.")
  boolean ignoring;

  @Option(
      names = {"-U", "--update", "--upgrade"},
      description = "Look for what is newer than what is installed or locked.")
  boolean update;

  @Option(
      names = "--locked",
      description = "Fail where the lock file does not have what is asked for.")
  boolean frozen;

  @Option(
      names = {"-s", "--server"},
      paramLabel = "SERVER",
      description = "The galaxy server to ask for names: an address, or a name from server_list.")
  Optional<String> server = Optional.empty();

  @Option(
      names = {"--token", "--api-key"},
      paramLabel = "TOKEN",
      description = "Logs in to that server.")
  Optional<String> token = Optional.empty();

  @Option(
      names = {"-v", "--verbose"},
      description = "Taken for Ansible's sake; there is no more to tell.")
  boolean[] verbose = {};

  GalaxyInstall(Terminal terminal, Set<ContentKind> kinds) {
    this.terminal = terminal;
    this.kinds = kinds;
  }

  @Override
  public Integer call() {
    Settings settings = GalaxyPaths.settings(terminal);
    YamlFiles yaml = new YamlFiles(new VaultPasswords(List.of()), terminal.directory());
    Diagnostics problems = new Diagnostics();
    Optional<Path> requirements = requirements();
    List<Requirement> wanted = wanted(requirements, yaml, problems);
    Optional<Path> lockFile = requirements.map(LockFile::beside);
    LockFile lock =
        lockFile.map(path -> LockFile.read(path, yaml, problems)).orElse(LockFile.EMPTY);
    if (problems.hasErrors()) {
      return told(problems.all());
    }
    if (frozen && lockFile.filter(Files::exists).isEmpty()) {
      throw new UsageException("--locked needs a lock file, and there is none");
    }
    Outcome outcome;
    try {
      outcome = installation(settings, yaml).install(wanted, order(settings, lock));
    } catch (GalaxyFailure failure) {
      throw new UsageException(String.valueOf(failure.getMessage()));
    }
    lockFile.ifPresent(path -> keep(path, lock, outcome));
    int status = told(outcome.problems());
    return ignoring ? ExitStatus.OK.code() : status;
  }

  private Optional<Path> requirements() {
    if (!file.isEmpty()) {
      return Optional.of(terminal.directory().resolve(file));
    }
    if (!names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        USUAL.stream()
            .map(terminal.directory()::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "nothing is named and there is no requirements file; looked for "
                            + String.join(", ", USUAL))));
  }

  private List<Requirement> wanted(
      Optional<Path> requirements, YamlFiles yaml, Diagnostics problems) {
    List<Requirement> all = new ArrayList<>();
    requirements.ifPresent(path -> all.addAll(new RequirementsFile(yaml, problems).read(path)));
    for (String name : names) {
      all.add(
          kinds.contains(ContentKind.ROLE)
              ? RequirementText.role(name, Span.none(name))
              : RequirementText.collection(name, Span.none(name)));
    }
    return all.stream().filter(one -> kinds.contains(one.kind())).toList();
  }

  private Order order(Settings settings, LockFile lock) {
    Path roles = paths.roles(terminal, settings, kinds);
    Path collections = paths.collections(terminal, settings, kinds);
    Set<Path> elsewhere = new LinkedHashSet<>(GalaxyPaths.everywhere(terminal, settings).roles());
    elsewhere.remove(roles);
    return new Order(
        roles,
        collections,
        List.copyOf(elsewhere),
        lock,
        force,
        !alone,
        update,
        frozen,
        line -> {
          terminal.out().println(line);
          terminal.out().flush();
        });
  }

  private Installation installation(Settings settings, YamlFiles yaml) {
    Web web = new Web(Duration.ofSeconds(settings.number("GALAXY_SERVER_TIMEOUT")), PAUSE);
    GalaxyServers servers = new GalaxyServers(GalaxyServers.from(settings, server, token), web);
    Map<String, String> environment = new HashMap<>(terminal.environment());
    // Nobody sits there to be asked by git; ssh has its own ways to ask.
    environment.putIfAbsent("GIT_TERMINAL_PROMPT", "0");
    return new Installation(
        new Fetcher(
            command -> Captured.run(command, environment, LONGEST_CLONE),
            web,
            servers,
            terminal.directory()),
        yaml);
  }

  /** Roles alone, or collections alone, leave the entries of the others as they are. */
  private void keep(Path path, LockFile before, Outcome outcome) {
    if (frozen) {
      return;
    }
    LockFile now = outcome.lock().with(before, kind -> !kinds.contains(kind));
    boolean same = now.text().equals(before.text()) && Files.exists(path);
    if (same || now.entries().isEmpty()) {
      return;
    }
    try {
      Files.writeString(path, now.text());
      terminal.out().println("what was installed is kept in " + path.getFileName());
      terminal.out().flush();
    } catch (IOException e) {
      throw new UsageException(path + " cannot be written: " + e.getMessage());
    }
  }

  private int told(List<Diagnostic> problems) {
    terminal.err().print(DiagnosticText.ofFiles(terminal.directory()).render(problems));
    terminal.err().flush();
    return problems.stream().anyMatch(p -> p.severity() == Diagnostic.Severity.ERROR)
        ? ExitStatus.USAGE.code()
        : ExitStatus.OK.code();
  }
}
