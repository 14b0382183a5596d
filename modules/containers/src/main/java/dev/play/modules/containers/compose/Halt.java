package dev.play.modules.containers.compose;

import dev.play.host.CommandOutput;
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
    Running running = Running.read(host.known(Running.probe(project, config)));
    boolean any =
        running.containers().stream()
            .filter(c -> services.isEmpty() || services.contains(c.service()))
            .anyMatch(c -> c.state().equals("running") || c.state().equals("restarting"));
    List<String> verb = within(timeout, "stop");
    verb.addAll(services);
    return Plan.change(
        any ? List.of(project.run(verb, "stop " + config.name())) : List.of(), config.result());
  }

  /**
   * Removes containers and networks, and what else is asked for.
   *
   * @param services only these; all of the project's when empty
   */
  public static Plan down(
      Project project,
      HostView host,
      List<String> services,
      Removal removal,
      Optional<Integer> timeout) {
    Config config = ComposePlan.config(project, host);
    Running running = Running.read(host.known(Running.probe(project, config)));
    List<String> verb = within(timeout, "down");
    if (removal.orphans()) {
      verb.add("--remove-orphans");
    }
    if (removal.volumes()) {
      verb.add("--volumes");
    }
    removal.images().ifPresent(i -> verb.addAll(List.of("--rmi", i)));
    verb.addAll(services);
    long going =
        running.containers().stream().filter(c -> goes(c, config, services, removal)).count();
    // Networks that orphans are in stay.
    boolean all = going == running.containers().size();
    boolean anything =
        going > 0
            || (services.isEmpty()
                && (hasImages(config, running, removal)
                    || (all && hasLeftOvers(project, config, host, removal))));
    return Plan.change(
        anything ? List.of(project.run(verb, "take down " + config.name())) : List.of(),
        config.result());
  }

  /** Orphans go with the whole project only. */
  private static boolean goes(
      Running.Container container, Config config, List<String> services, Removal removal) {
    return services.isEmpty()
        ? removal.orphans() || config.services().containsKey(container.service())
        : services.contains(container.service());
  }

  private static boolean hasImages(Config config, Running running, Removal removal) {
    return removal
        .images()
        .map(
            which ->
                config.services().values().stream()
                    .filter(s -> which.equals("all") || !s.namesImage())
                    .anyMatch(s -> running.images().containsKey(s.image())))
        .orElse(false);
  }

  // $1 the project, $2 whether volumes count, then the client. Prints its networks and volumes.
  private static final String LEFT_OVER =
      """
      project=$1 volumes=$2
      shift 2
      "$@" network ls -q --filter "label=com.docker.compose.project=$project" || exit 1
      [ -z "$volumes" ] || "$@" volume ls -q --filter "label=com.docker.compose.project=$project"
      """;

  private static boolean hasLeftOvers(
      Project project, Config config, HostView host, Removal removal) {
    CommandOutput output =
        host.known(
            project.aboutDocker(LEFT_OVER, config.name(), removal.volumes() ? "volumes" : ""));
    return !output.out().isBlank();
  }

  private static List<String> within(Optional<Integer> timeout, String verb) {
    List<String> words = new ArrayList<>(List.of(verb));
    timeout.ifPresent(t -> words.addAll(List.of("--timeout", Integer.toString(t))));
    return words;
  }
}
