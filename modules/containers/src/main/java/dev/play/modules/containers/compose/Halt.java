package dev.play.modules.containers.compose;

import dev.play.module.HostView;
import dev.play.module.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stopping projects and taking them down. */
public final class Halt {
  /**
   * What goes beside containers and networks.
   *
   * @param images {@code all} or {@code local}
   */
  public record Removal(boolean orphans, boolean volumes, Optional<String> images) {}

  private Halt() {}

  /**
   * Stops what runs.
   *
   * @param services only these; all when empty
   * @param timeout in seconds
   */
  public static Plan stop(
      Project project, HostView host, List<String> services, Optional<Integer> timeout) {
    Config config = ComposePlan.config(project, host);
    Running running = Running.read(host.known(Running.probe(config)));
    boolean any =
        running.containers().stream()
            .filter(c -> services.isEmpty() || services.contains(c.service()))
            .anyMatch(c -> c.state().equals("running") || c.state().equals("restarting"));
    List<String> verb = within(timeout, "stop");
    verb.addAll(services);
    return Plan.change(
        any ? List.of(project.run(verb, "stop " + config.name())) : List.of(), config.result());
  }

  /** Removes containers and networks, and what else is asked for. */
  public static Plan down(
      Project project, HostView host, Removal removal, Optional<Integer> timeout) {
    Config config = ComposePlan.config(project, host);
    Running running = Running.read(host.known(Running.probe(config)));
    List<String> verb = within(timeout, "down");
    if (removal.orphans()) {
      verb.add("--remove-orphans");
    }
    if (removal.volumes()) {
      verb.add("--volumes");
    }
    removal.images().ifPresent(i -> verb.addAll(List.of("--rmi", i)));
    boolean anything =
        !running.containers().isEmpty()
            || (removal.images().isPresent() && !running.images().isEmpty());
    return Plan.change(
        anything ? List.of(project.run(verb, "take down " + config.name())) : List.of(),
        config.result());
  }

  private static List<String> within(Optional<Integer> timeout, String verb) {
    List<String> words = new ArrayList<>(List.of(verb));
    timeout.ifPresent(t -> words.addAll(List.of("--timeout", Integer.toString(t))));
    return words;
  }
}
