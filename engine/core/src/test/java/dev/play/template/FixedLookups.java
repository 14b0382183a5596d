package dev.play.template;

import dev.play.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A controller for tests: a fixed clock, a fixed chance, files below one directory. */
public record FixedLookups(Path directory, Map<String, String> environment, List<String> secrets)
    implements LookupContext {

  public FixedLookups(Path directory, Map<String, String> environment) {
    this(directory, environment, new ArrayList<>());
  }

  public static FixedLookups plain() {
    return new FixedLookups(Path.of("/nonexistent"), Map.of("HOME", "/home/ada"));
  }

  @Override
  public Clock clock() {
    return Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public Path playbookDirectory() {
    return directory;
  }

  @Override
  public Path homeDirectory() {
    return Path.of("/home/ada");
  }

  @Override
  public Optional<Path> find(String kind, String name) {
    return searched(kind, name).stream().filter(Files::exists).findFirst();
  }

  @Override
  public List<Path> searched(String kind, String name) {
    return List.of(directory.resolve(kind).resolve(name), directory.resolve(name));
  }

  @Override
  public FileContent read(Path file) {
    try {
      return new FileContent(Files.readAllBytes(file), false);
    } catch (IOException e) {
      throw EvaluationException.of("cannot read " + file);
    }
  }

  @Override
  public List<String> hosts(String pattern) {
    return pattern.equals("all") ? List.of("a", "b") : List.of();
  }

  @Override
  public void found(String secret) {
    secrets.add(secret);
  }

  @Override
  public Settings settings() {
    return Settings.usual(directory);
  }
}
