package dev.play.galaxy;

import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.GalaxyServers;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Origin;
import dev.play.galaxy.requirement.Requirement;
import dev.play.galaxy.version.ContentVersion;
import dev.play.galaxy.version.VersionRange;
import dev.play.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds versions of collections of servers that suit everybody who asks: the newest of those that
 * all ranges allow, in rounds, until what the chosen ones depend on asks for nothing else.
 */
final class Resolution {
  private static final int ROUNDS = 50;

  /** Who wants which versions. */
  record Claim(String by, VersionRange range, Requirement wanted) {}

  /** What is there to choose from. */
  interface Shelf {
    /** The version that the lock file has for this requirement. */
    Optional<ContentVersion> locked(Requirement wanted, String name);

    /** The version that is installed, and may stay. */
    Optional<ContentVersion> installed(String name);

    GalaxyServers.Offer offer(String name, Optional<String> server);

    /** What a version depends on. */
    Map<String, String> dependencies(Choice choice);

    /** The version of one that comes from elsewhere than a server. */
    Optional<ContentVersion> given(String name);
  }

  private final Shelf shelf;
  private final Map<String, GalaxyServers.Offer> offers = new TreeMap<>();
  private final Map<String, Map<String, String>> dependencies = new TreeMap<>();

  Resolution(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * @param first what is asked for by name
   * @param given what collections from elsewhere depend on, by who they are
   */
  List<Choice> choose(List<Requirement> first, Map<String, Map<String, String>> given) {
    Map<String, Choice> chosen = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, List<Claim>> claims = claims(first, given, chosen);
      Map<String, Choice> next = new LinkedHashMap<>();
      claims.forEach((name, who) -> choice(name, who).ifPresent(c -> next.put(name, c)));
      if (next.equals(chosen)) {
        return List.copyOf(chosen.values());
      }
      chosen = next;
    }
    throw new GalaxyFailure("no versions suit everybody: what they depend on goes in circles");
  }

  private Map<String, List<Claim>> claims(
      List<Requirement> first, Map<String, Map<String, String>> given, Map<String, Choice> chosen) {
    Map<String, List<Claim>> claims = new LinkedHashMap<>();
    for (Requirement wanted : first) {
      claim("requirements", wanted.title(), wanted.version().orElse("*"), wanted, claims);
    }
    given.forEach((by, needs) -> needs.forEach((n, r) -> claim(by, n, r, needed(n, r), claims)));
    for (Choice choice : chosen.values()) {
      dependencies
          .computeIfAbsent(
              choice.name() + ":" + choice.version(), key -> shelf.dependencies(choice))
          .forEach(
              (name, range) ->
                  claim(
                      choice.name() + ":" + choice.version(),
                      name,
                      range,
                      needed(name, range),
                      claims));
    }
    return claims;
  }

  private static Requirement needed(String name, String range) {
    return new Requirement(
        ContentKind.COLLECTION,
        Optional.of(name),
        new Origin.Server(name, Optional.empty()),
        range.equals("*") ? Optional.empty() : Optional.of(range),
        Span.none("dependencies"));
  }

  private static void claim(
      String by, String name, String range, Requirement wanted, Map<String, List<Claim>> claims) {
    VersionRange parsed =
        VersionRange.parse(range)
            .orElseThrow(
                () -> new GalaxyFailure(by + " asks for " + name + " " + range + ": no range"));
    claims.computeIfAbsent(name, n -> new ArrayList<>()).add(new Claim(by, parsed, wanted));
  }

  /** Empty for one that comes from elsewhere, and will do. */
  private Optional<Choice> choice(String name, List<Claim> claims) {
    Requirement wanted = claims.getFirst().wanted();
    Optional<ContentVersion> given = shelf.given(name);
    if (given.isPresent()) {
      if (!suits(given.get(), claims)) {
        throw conflict(name, claims, List.of(given.get()));
      }
      return Optional.empty();
    }
    Optional<ContentVersion> locked =
        shelf.locked(wanted, name).filter(version -> suits(version, claims));
    Optional<ContentVersion> installed =
        shelf
            .installed(name)
            .filter(version -> suits(version, claims))
            .filter(version -> locked.map(version::isSame).orElse(true));
    if (installed.isPresent()) {
      return installed.map(version -> new Choice(name, version, wanted, Optional.empty()));
    }
    GalaxyServers.Offer offer =
        offers.computeIfAbsent(
            name, n -> shelf.offer(n, ((Origin.Server) wanted.origin()).server()));
    Optional<ContentVersion> newest =
        offer.versions().stream()
            .filter(version -> suits(version, claims))
            .max(ContentVersion::compareTo);
    return locked
        .or(() -> newest)
        .map(version -> new Choice(name, version, wanted, Optional.of(offer.server())))
        .or(
            () -> {
              throw conflict(name, claims, offer.versions());
            });
  }

  private static boolean suits(ContentVersion version, List<Claim> claims) {
    return claims.stream().allMatch(claim -> claim.range().holds(version));
  }

  private static GalaxyFailure conflict(
      String name, List<Claim> claims, List<ContentVersion> versions) {
    return new GalaxyFailure(
        "no version of "
            + name
            + " will do: "
            + String.join(
                ", ", claims.stream().map(c -> c.by() + " asks for " + c.range()).toList())
            + "; there are "
            + String.join(
                ", ",
                versions.stream()
                    .sorted(java.util.Comparator.reverseOrder())
                    .limit(8)
                    .map(ContentVersion::text)
                    .toList()));
  }
}
