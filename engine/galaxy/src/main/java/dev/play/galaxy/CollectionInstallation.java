package dev.play.galaxy;

import dev.play.galaxy.fetch.Fetched;
import dev.play.galaxy.fetch.Fetcher;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.GalaxyServers;
import dev.play.galaxy.fetch.Identity;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Origin;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.requirement.RequirementText;
import dev.play.galaxy.version.ContentVersion;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Installs collections, and those they depend on: first those of git, archives, directories. */
final class CollectionInstallation implements Resolution.Shelf {
  private final Order order;
  private final Fetcher fetcher;
  private final YamlFiles yaml;
  private final Outcome outcome;
  private final Map<String, CollectionTree> direct = new LinkedHashMap<>();
  private final Map<String, Optional<Locked>> locks = new LinkedHashMap<>();

  CollectionInstallation(Order order, Fetcher fetcher, YamlFiles yaml, Outcome outcome) {
    this.order = order;
    this.fetcher = fetcher;
    this.yaml = yaml;
    this.outcome = outcome;
  }

  void install(List<Requirement> wanted) {
    List<Requirement> named = new ArrayList<>();
    Deque<Requirement> waiting = new ArrayDeque<>(wanted);
    Set<String> seen = new HashSet<>();
    while (!waiting.isEmpty()) {
      Requirement next = waiting.removeFirst();
      if (next.origin() instanceof Origin.Server) {
        named.add(next);
      } else if (seen.add(next.origin().shown())) {
        try {
          waiting.addAll(direct(next));
        } catch (GalaxyFailure failure) {
          outcome.failed(next, failure);
        }
      }
    }
    ofServers(named);
  }

  /** What else the collections of a requirement need from elsewhere than a server. */
  private List<Requirement> direct(Requirement wanted) {
    List<CollectionTree> trees =
        installed(wanted).orElseGet(() -> Trees.scratch(work -> fetched(wanted, work)));
    List<Requirement> more = new ArrayList<>();
    for (CollectionTree tree : trees) {
      direct.put(tree.name(), tree);
      if (order.dependencies()) {
        tree.dependencies()
            .forEach((name, version) -> more.addAll(elsewhere(name, version, wanted)));
      }
    }
    return more;
  }

  private static List<Requirement> elsewhere(String name, String version, Requirement by) {
    Requirement needed = RequirementText.collection(name, by.span());
    if (needed.origin() instanceof Origin.Server) {
      return List.of();
    }
    return List.of(
        new Requirement(
            ContentKind.COLLECTION,
            Optional.empty(),
            needed.origin(),
            Optional.of(version).filter(v -> !v.equals("*")),
            by.span()));
  }

  /** Those that are there as they were locked. */
  private Optional<List<CollectionTree>> installed(Requirement wanted) {
    List<Locked> locked = order.update() || order.force() ? List.of() : order.lock().of(wanted);
    List<CollectionTree> trees = new ArrayList<>();
    for (Locked entry : locked) {
      Path place = CollectionTree.place(order.collections(), entry.name());
      Optional<Installed> there = Installed.at(place);
      if (there.isEmpty()
          || entry.identity().isEmpty()
          || !there.get().identity().equals(entry.identity())) {
        return Optional.empty();
      }
      CollectionTree.at(place, yaml).ifPresent(trees::add);
    }
    if (trees.isEmpty() || trees.size() != locked.size()) {
      return Optional.empty();
    }
    for (CollectionTree tree : trees) {
      Installed there = Installed.at(tree.path()).orElseThrow();
      skip(tree.name(), there.shown());
      outcome.lock(wanted, tree.name(), tree.version(), there.identity());
    }
    return Optional.of(trees);
  }

  private void skip(String name, String shown) {
    order.progress().accept("- " + name + " (" + shown + ") is already installed, skipping.");
  }

  private List<CollectionTree> fetched(Requirement wanted, Path work) {
    List<Locked> locked = order.update() ? List.of() : order.lock().of(wanted);
    if (locked.isEmpty() && !order.update()) {
      wanted.name().ifPresent(name -> outcome.locked(wanted, name));
      if (order.frozen()) {
        throw new GalaxyFailure("the lock file does not have it");
      }
    }
    Optional<Identity> identity = locked.stream().findFirst().flatMap(Locked::identity);
    Fetched content =
        fetcher.fetch(new Fetcher.Ask(wanted.origin(), wanted.version(), identity), work).content();
    List<CollectionTree> trees = new ArrayList<>();
    for (CollectionTree tree : CollectionTree.in(content.tree(), yaml, wanted.origin().shown())) {
      if (wanted.name().filter(name -> !name.equals(tree.name())).isPresent()) {
        throw new GalaxyFailure(
            wanted.origin().shown() + " holds " + tree.name() + ", not " + wanted.title());
      }
      trees.add(put(tree, wanted, content));
    }
    return trees;
  }

  private CollectionTree put(CollectionTree tree, Requirement wanted, Fetched content) {
    Path place = tree.below(order.collections());
    boolean git = wanted.origin() instanceof Origin.Git;
    Optional<String> version = git ? wanted.version().or(tree::version) : tree.version();
    if (!place.equals(tree.path())) {
      Trees.replace(
          tree.path(),
          place,
          fresh -> {
            CollectionTree.complete(fresh, yaml);
            Installed.write(fresh, version, content.identity());
          });
    }
    outcome.tellOfNewer(wanted, tree.name(), content);
    outcome.lock(wanted, tree.name(), tree.version(), content.identity());
    String shown = new Installed(place, version, content.identity(), true).shown();
    order.progress().accept("- " + tree.name() + " (" + shown + ") was installed successfully");
    return CollectionTree.at(place, yaml).orElseThrow();
  }

  private void ofServers(List<Requirement> named) {
    Map<String, Map<String, String>> given = new LinkedHashMap<>();
    if (order.dependencies()) {
      direct.values().forEach(tree -> given.put(tree.name(), names(tree.dependencies())));
    }
    List<Choice> chosen;
    try {
      chosen = new Resolution(this).choose(named, given);
    } catch (GalaxyFailure failure) {
      outcome.failed(
          named.isEmpty()
              ? Requirement.of(ContentKind.COLLECTION, "dependencies")
              : named.getFirst(),
          failure);
      return;
    }
    for (Choice choice : chosen) {
      try {
        put(choice);
      } catch (GalaxyFailure failure) {
        outcome.failed(choice.wanted(), failure);
      }
    }
  }

  private static Map<String, String> names(Map<String, String> dependencies) {
    Map<String, String> names = new LinkedHashMap<>();
    dependencies.forEach(
        (name, range) -> {
          if (elsewhere(name, range, Requirement.of(ContentKind.COLLECTION, name)).isEmpty()) {
            names.put(name, range);
          }
        });
    return names;
  }

  private void put(Choice choice) {
    Path place = CollectionTree.place(order.collections(), choice.name());
    Optional<Identity> identity =
        lockedEntry(choice.wanted(), choice.name()).flatMap(Locked::identity);
    if (choice.server().isEmpty()) {
      Installed there = Installed.at(place).orElseThrow();
      skip(choice.name(), there.shown());
      outcome.lock(choice.wanted(), choice.name(), there.version(), there.identity());
      return;
    }
    Trees.scratch(
        work -> {
          Fetched content =
              fetcher.release(
                  choice.server().get(), choice.name(), choice.version(), identity, work);
          CollectionTree tree = CollectionTree.in(content.tree(), yaml, choice.name()).getFirst();
          if (!tree.name().equals(choice.name())) {
            throw new GalaxyFailure("the archive of " + choice.name() + " holds " + tree.name());
          }
          return put(tree, choice.wanted(), content);
        });
  }

  private Optional<Locked> lockedEntry(Requirement wanted, String name) {
    return locks.computeIfAbsent(name, n -> outcome.locked(wanted, n));
  }

  @Override
  public Optional<ContentVersion> locked(Requirement wanted, String name) {
    return lockedEntry(wanted, name).flatMap(Locked::version).flatMap(ContentVersion::parse);
  }

  @Override
  public Optional<ContentVersion> installed(String name) {
    if (order.force() || order.update()) {
      return Optional.empty();
    }
    Optional<Installed> there =
        Installed.at(CollectionTree.place(order.collections(), name)).filter(Installed::known);
    Optional<Identity> locked =
        locks.getOrDefault(name, Optional.empty()).flatMap(Locked::identity);
    return there
        .filter(i -> locked.isEmpty() || i.identity().isEmpty() || i.identity().equals(locked))
        .flatMap(Installed::version)
        .flatMap(ContentVersion::parse);
  }

  @Override
  public GalaxyServers.Offer offer(String name, Optional<String> server) {
    return fetcher.servers().collection(name, server);
  }

  @Override
  public Map<String, String> dependencies(Choice choice) {
    if (!order.dependencies()) {
      return Map.of();
    }
    return choice
        .server()
        .map(server -> fetcher.dependencies(server, choice.name(), choice.version()))
        .orElseGet(
            () ->
                CollectionTree.at(CollectionTree.place(order.collections(), choice.name()), yaml)
                    .map(tree -> names(tree.dependencies()))
                    .orElse(Map.of()));
  }

  @Override
  public Optional<ContentVersion> given(String name) {
    return Optional.ofNullable(direct.get(name))
        .map(tree -> tree.version().flatMap(ContentVersion::parse).orElse(ContentVersion.ZERO));
  }
}
