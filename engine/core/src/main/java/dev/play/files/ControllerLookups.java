package dev.play.files;

import dev.play.settings.Settings;
import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What lookups see of the controller from one place in a play. */
public final class ControllerLookups implements LookupContext {
  private final Controller controller;
  private final SearchPath search;
  private final Function<String, List<String>> hosts;

  /**
   * @param hosts names of the hosts that a pattern means
   */
  public ControllerLookups(
      Controller controller, SearchPath search, Function<String, List<String>> hosts) {
    this.controller = controller;
    this.search = search;
    this.hosts = hosts;
  }

  @Override
  public Map<String, String> environment() {
    return controller.environment();
  }

  @Override
  public Clock clock() {
    return controller.clock();
  }

  @Override
  public RandomGenerator random() {
    return controller.random();
  }

  @Override
  public Path playbookDirectory() {
    return search.playbook();
  }

  @Override
  public Path homeDirectory() {
    return controller.home();
  }

  @Override
  public Optional<Path> find(String directory, String name) {
    return search.find(directory, name);
  }

  @Override
  public List<Path> searched(String directory, String name) {
    return search.places(directory, name);
  }

  @Override
  public String purpose() {
    return search.purpose();
  }

  @Override
  public FileContent read(Path file) {
    try {
      return new PlainFiles(controller.vault()).read(file);
    } catch (IOException e) {
      throw EvaluationException.of(
          "the file " + controller.yaml().nameOf(file) + " cannot be read: " + e.getMessage());
    }
  }

  @Override
  public List<String> hosts(String pattern) {
    return hosts.apply(pattern);
  }

  @Override
  public void found(String secret) {
    controller.vault().found(secret);
  }

  @Override
  public Settings settings() {
    return controller.settings();
  }
}
