package dev.play.compile.text;

import dev.play.settings.Settings;
import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What lookups may know before any host is: the environment, and files beside the playbook. */
public record StaticLookups(
    Map<String, String> environment,
    Clock clock,
    RandomGenerator random,
    Path playbookDirectory,
    Path homeDirectory,
    Settings settings)
    implements LookupContext {
  @Override
  public Optional<Path> find(String directory, String name) {
    return searched(directory, name).stream().filter(Files::exists).findFirst();
  }

  @Override
  public List<Path> searched(String directory, String name) {
    return List.of(
        playbookDirectory.resolve(directory).resolve(name), playbookDirectory.resolve(name));
  }

  @Override
  public FileContent read(Path file) {
    try {
      return new FileContent(Files.readAllBytes(file), false);
    } catch (IOException e) {
      throw EvaluationException.of(file + " cannot be read", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<String> hosts(String pattern) {
    return List.of();
  }
}
