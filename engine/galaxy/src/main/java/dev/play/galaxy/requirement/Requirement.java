package dev.play.galaxy.requirement;

import dev.play.source.Span;
import java.util.Optional;

/**
 * Something asked for.
 *
 * @param name how it is to be called; collections from elsewhere than a server say it themselves
 * @param version a branch, tag or commit, a version, or (collections of servers) a range
 * @param span where it is asked for
 */
public record Requirement(
    ContentKind kind, Optional<String> name, Origin origin, Optional<String> version, Span span) {

  /** Something that is known by its name alone. */
  public static Requirement of(ContentKind kind, String name) {
    return new Requirement(
        kind,
        Optional.of(name),
        new Origin.Server(name, Optional.empty()),
        Optional.empty(),
        Span.none(name));
  }

  /** How it is called in messages. */
  public String title() {
    return name.orElseGet(origin::shown);
  }
}
