package dev.play.galaxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.galaxy.fetch.Fetcher;
import dev.play.galaxy.fetch.GalaxyServer;
import dev.play.galaxy.fetch.GalaxyServers;
import dev.play.galaxy.fetch.Web;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.requirement.RequirementsFile;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.transport.local.Captured;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project's directory with git repositories and archives beside it, all real. */
final class Sandbox {
  private static final Map<String, String> GIT =
      Map.of(
          "PATH", "/usr/bin:/bin",
          "HOME", "/nonexistent",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_AUTHOR_NAME", "t",
          "GIT_AUTHOR_EMAIL", "t@localhost",
          "GIT_COMMITTER_NAME", "t",
          "GIT_COMMITTER_EMAIL", "t@localhost");

  final Path directory;
  final List<String> told = new ArrayList<>();
  private final YamlFiles yaml;
  private LockFile lock = LockFile.EMPTY;
  private List<GalaxyServer> servers = List.of();

  Sandbox(Path directory) {
    this.directory = directory;
    this.yaml = new YamlFiles(new VaultPasswords(List.of()), directory);
  }

  void serve(GalaxyServer... some) {
    servers = List.of(some);
  }

  Path write(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String run(String... command) {
    try {
      Captured ended = Captured.run(List.of(command), GIT, Duration.ofMinutes(1));
      assertThat(ended.status()).describedAs(ended.err()).isZero();
      return ended.out().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A repository of a role or collection; its commit's id. */
  String commit(String repository, Map<String, String> files) {
    String path = directory.resolve(repository).toString();
    files.forEach((name, text) -> write(repository + "/" + name, text));
    run("git", "init", "--quiet", "--initial-branch=main", path);
    run("git", "-C", path, "add", "--all");
    run("git", "-C", path, "commit", "--quiet", "-m", "change");
    return run("git", "-C", path, "rev-parse", "HEAD");
  }

  void tag(String repository, String tag) {
    run("git", "-C", directory.resolve(repository).toString(), "tag", tag);
  }

  String address(String repository) {
    return "git+file://" + directory.resolve(repository);
  }

  /** An archive of a directory, as {@code tar} makes it. */
  Path archive(String name, String from, String what) {
    Path file = directory.resolve(name);
    run("tar", "-czf", file.toString(), "-C", directory.resolve(from).toString(), what);
    return file;
  }

  /** How an installation is to go. */
  enum How {
    PLAIN,
    FORCE,
    UPDATE,
    FROZEN,
    ALONE
  }

  /** Installs what a requirements file says, and keeps the lock file in mind. */
  List<Diagnostic> install(String requirements, How how) {
    Diagnostics problems = new Diagnostics();
    List<Requirement> wanted =
        new RequirementsFile(yaml, problems).read(write("requirements.yml", requirements));
    if (problems.hasErrors()) {
      return problems.all();
    }
    told.clear();
    Web web = new Web(Duration.ofSeconds(20), Duration.ZERO);
    Outcome outcome =
        new Installation(
                new Fetcher(
                    command -> Captured.run(command, GIT, Duration.ofMinutes(1)),
                    web,
                    new GalaxyServers(servers, web),
                    directory),
                yaml)
            .install(wanted, order(how));
    if (how != How.FROZEN) {
      write("requirements.lock.yml", outcome.lock().text());
      lock = LockFile.read(directory.resolve("requirements.lock.yml"), yaml, problems);
    }
    assertThat(problems.all()).isEmpty();
    return outcome.problems();
  }

  void installed(String requirements) {
    assertThat(install(requirements, How.PLAIN)).isEmpty();
  }

  /** As if nobody had installed anything here before. */
  void forgetWhatIsLocked() {
    lock = LockFile.EMPTY;
  }

  private Order order(How how) {
    return new Order(
        directory.resolve("roles"),
        directory.resolve("collections"),
        List.of(directory.resolve("others")),
        lock,
        how == How.FORCE,
        how != How.ALONE,
        how == How.UPDATE,
        how == How.FROZEN,
        told::add);
  }

  Path role(String name) {
    return directory.resolve("roles").resolve(name);
  }

  Path collection(String name) {
    return directory.resolve("collections/ansible_collections").resolve(name.replace('.', '/'));
  }

  String lock() {
    return lock.text();
  }

  Optional<String> version(Path path) {
    return Installed.at(path).flatMap(Installed::version);
  }
}
