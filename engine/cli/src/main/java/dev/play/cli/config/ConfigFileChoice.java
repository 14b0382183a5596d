package dev.play.cli.config;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which configuration file is meant: one that is named, or the one that counts. */
final class ConfigFileChoice {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "A configuration file instead of the one that counts.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells which file is read.")
  boolean[] verbose = {};

  /** The settings by that file and the environment. */
  Settings settings(Terminal terminal) {
    Map<String, String> environment = new TreeMap<>(terminal.environment());
    if (file.isPresent()) {
      Path named = terminal.directory().resolve(file.get());
      if (!Files.isReadable(named)) {
        throw new UsageException(
            "The provided configuration file is missing or not accessible: " + named);
      }
      if (!file.get().toString().matches(".*\\.(cfg|ini)")) {
        throw new UsageException(
            "Unsupported configuration file extension for " + named + ": it is .cfg or .ini");
      }
      environment.put("ANSIBLE_CONFIG", named.toString());
    }
    Diagnostics problems = new Diagnostics();
    Settings settings = Settings.load(environment, terminal.directory(), terminal.home(), problems);
    Optional<Diagnostic> error =
        problems.all().stream().filter(p -> p.severity() == Diagnostic.Severity.ERROR).findFirst();
    if (error.isPresent()) {
      throw new UsageException(error.get().message());
    }
    if (verbose.length > 0) {
      terminal
          .out()
          .println(
              settings
                  .file()
                  .map(path -> "Using " + path + " as config file")
                  .orElse("No config file found; using defaults"));
    }
    return settings;
  }
}
