package dev.play.galaxy;

import dev.play.galaxy.fetch.Fetched;
import dev.play.galaxy.fetch.Fetcher;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.Identity;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import dev.play.source.Diagnostics;
import dev.play.yaml.YamlFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Installs roles, and those they depend on. */
final class RoleInstallation {
  private final Order order;
  private final Fetcher fetcher;
  private final YamlFiles yaml;
  private final Outcome outcome;
  private final Set<String> seen = new HashSet<>();

  RoleInstallation(Order order, Fetcher fetcher, YamlFiles yaml, Outcome outcome) {
    this.order = order;
    this.fetcher = fetcher;
    this.yaml = yaml;
    this.outcome = outcome;
  }

  void install(List<Requirement> wanted) {
    Deque<Requirement> waiting = new ArrayDeque<>(wanted);
    while (!waiting.isEmpty()) {
      Requirement next = waiting.removeFirst();
      String name = next.title();
      if (!seen.add(name)) {
        continue;
      }
      try {
        Path place = place(name);
        one(next, name, place);
        if (order.dependencies()) {
          waiting.addAll(missing(place));
        }
      } catch (GalaxyFailure failure) {
        outcome.failed(next, failure);
      }
    }
  }

  private Path place(String name) {
    Path place = order.roles().resolve(name).normalize();
    if (name.isBlank() || !place.startsWith(order.roles()) || place.equals(order.roles())) {
      throw new GalaxyFailure(name + " is no name for a role");
    }
    return place;
  }

  private List<Requirement> missing(Path place) {
    Diagnostics problems = new Diagnostics();
    List<Requirement> all = new RoleTree(place).dependencies(yaml, problems);
    outcome.add(problems);
    return all.stream()
        .filter(role -> role.kind() == ContentKind.ROLE && !isElsewhere(role))
        .toList();
  }

  private boolean isElsewhere(Requirement role) {
    return order.elsewhere().stream()
        .map(path -> path.resolve(role.title()))
        .anyMatch(Files::isDirectory);
  }

  private void one(Requirement wanted, String name, Path place) {
    Optional<Locked> locked = outcome.locked(wanted, name);
    Optional<Installed> there = Installed.at(place);
    if (there.isPresent() && !order.force()) {
      Optional<String> stays = stays(wanted, locked, there.get());
      if (stays.isPresent()) {
        order.progress().accept("- " + name + " " + stays.get());
        if (there.get().known()) {
          outcome.lock(wanted, name, there.get().version(), there.get().identity());
        }
        return;
      }
      order.progress().accept("- " + name + " is " + there.get().shown() + "; that changes");
    }
    Trees.scratch(work -> fetched(wanted, name, place, locked, work));
  }

  /** Why what is there is left alone, if it is. */
  private Optional<String> stays(Requirement wanted, Optional<Locked> locked, Installed there) {
    if (!there.known()) {
      return Optional.of("is there, but not from a galaxy: it is left alone (--force replaces it)");
    }
    Optional<Identity> identity = locked.flatMap(Locked::identity);
    boolean same;
    if (identity.isPresent() && there.identity().isPresent()) {
      same = identity.equals(there.identity());
    } else {
      same =
          (locked.isPresent() || !order.update())
              && (wanted.version().isEmpty() || wanted.version().equals(there.version()));
    }
    return same
        ? Optional.of("(" + there.shown() + ") is already installed, skipping.")
        : Optional.empty();
  }

  private boolean fetched(
      Requirement wanted, String name, Path place, Optional<Locked> locked, Path work) {
    Optional<Identity> identity = locked.flatMap(Locked::identity);
    Optional<String> version = locked.flatMap(Locked::version).or(wanted::version);
    Fetcher.Role role = fetcher.fetch(new Fetcher.Ask(wanted.origin(), version, identity), work);
    Fetched content = role.content();
    RoleTree tree = RoleTree.in(content.tree(), wanted.origin().shown());
    Optional<String> is = role.version();
    Trees.replace(tree.path(), place, fresh -> Installed.write(fresh, is, content.identity()));
    outcome.tellOfNewer(wanted, name, content);
    outcome.lock(wanted, name, is, content.identity());
    String shown = new Installed(place, is, content.identity(), true).shown();
    order.progress().accept("- " + name + " (" + shown + ") was installed successfully");
    return true;
  }
}
