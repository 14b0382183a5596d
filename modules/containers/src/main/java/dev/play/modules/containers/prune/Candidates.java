package dev.play.modules.containers.prune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.module.HostView;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.info.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a removal of unused things would remove.
 *
 * @param things ids or names of those that surely go, sorted
 * @param more whether others may go, which shows only then
 */
public record Candidates(List<String> things, boolean more) {
  private static final Candidates NONE = new Candidates(List.of(), false);

  public Candidates {
    things = things.stream().sorted().toList();
  }

  /** All of these, or none or some of them. */
  private static Candidates of(List<String> found, boolean isSure) {
    return isSure ? new Candidates(found, false) : new Candidates(List.of(), !found.isEmpty());
  }

  /** Whether nothing can go. */
  public boolean isNone() {
    return things.isEmpty() && !more;
  }

  /** Of containers: those that do not run. */
  public static Candidates containers(DockerClient docker, HostView host, Filters filters) {
    List<String> options = new ArrayList<>(List.of("--all"));
    for (String status : List.of("created", "exited", "dead")) {
      options.add("--filter=status=" + status);
    }
    options.addAll(filters.listed());
    return of(Listing.names(docker, host, "container", options), filters.isListable());
  }

  /**
   * Of images: those that no container is made from.
   *
   * @param gone containers that go before
   */
  public static Candidates images(
      DockerClient docker, HostView host, Filters filters, Candidates gone) {
    List<String> options = new ArrayList<>(filters.listed());
    if (filters.danglingOnly()) {
      options.add("--filter=dangling=true");
    }
    Set<String> used = new HashSet<>();
    for (JsonNode container : Listing.trees(docker, host, "container", List.of("--all"))) {
      if (!gone.things().contains(container.path("Id").asText())) {
        used.add(container.path("Image").asText());
      }
    }
    List<String> out = new ArrayList<>();
    boolean names = false;
    for (JsonNode image : Listing.trees(docker, host, "image", options)) {
      if (!used.contains(image.path("Id").asText())) {
        out.add(image.path("Id").asText());
      } else {
        // One that is used may still lose names, as long as one is left.
        names |= image.path("RepoTags").size() > 1;
      }
    }
    Candidates unused = of(out, filters.isListable() && !gone.more());
    return new Candidates(unused.things(), unused.more() || names);
  }

  /** Of networks: those of the user's that nothing is connected to. */
  public static Candidates networks(DockerClient docker, HostView host, Filters filters) {
    List<String> options = new ArrayList<>(List.of("--filter=type=custom"));
    options.addAll(filters.listed());
    List<String> out = new ArrayList<>();
    boolean local = true;
    for (JsonNode network : Listing.trees(docker, host, "network", options)) {
      boolean ofSwarm = network.path("Scope").asText().equals("swarm");
      if (network.path("Containers").isEmpty() && !network.path("Ingress").asBoolean()) {
        out.add(network.path("Name").asText());
        local &= !ofSwarm;
      }
    }
    return of(out, filters.isListable() && local);
  }

  /**
   * Of volumes: those that no container has; since Docker 23 only such as were given no name,
   * unless all are asked for.
   *
   * @param gone containers that go before, whose volumes get free
   */
  public static Candidates volumes(
      DockerClient docker, HostView host, Filters filters, Candidates gone) {
    List<String> options = new ArrayList<>(filters.listed());
    if (gone.isNone()) {
      options.add("--filter=dangling=true");
    }
    boolean named = filters.all() || !spares(docker, host);
    List<String> out = new ArrayList<>();
    for (JsonNode volume : Listing.trees(docker, host, "volume", options)) {
      if (named || volume.path("Labels").has("com.docker.volume.anonymous")) {
        out.add(volume.path("Name").asText());
      }
    }
    return of(out, filters.isListable() && gone.isNone());
  }

  /** Since version 1.42 of its interface the daemon spares volumes that were given a name. */
  private static boolean spares(DockerClient docker, HostView host) {
    String version = docker.ask(host, "version", "--format", "{{.Server.APIVersion}}").strip();
    String[] parts = version.split("\\.");
    return parts.length < 2
        || Integer.parseInt(parts[0]) > 1
        || Integer.parseInt(parts[1].replaceAll("\\D.*", "")) >= 42;
  }

  /** Of the builder's cache: how much is there is known, not which of it goes. */
  public static Candidates cache(DockerClient docker, HostView host) {
    String told = docker.ask(host, "system", "df", "--format", "{{.Type}}\t{{.TotalCount}}");
    boolean any = told.lines().anyMatch(l -> l.startsWith("Build Cache\t") && !l.endsWith("\t0"));
    return any ? new Candidates(List.of(), true) : NONE;
  }

  /** Nothing, where nothing is asked for. */
  public static Candidates none() {
    return NONE;
  }
}
