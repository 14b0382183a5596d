package dev.play.galaxy;

import dev.play.galaxy.fetch.Identity;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import java.util.Optional;

/**
 * What a requirement was found to be.
 *
 * @param source where it came from, without passwords
 * @param asked the version as it was asked for
 * @param version the version it is
 * @param identity empty for directories
 */
public record Locked(
    ContentKind kind,
    String name,
    String source,
    Optional<String> asked,
    Optional<String> version,
    Optional<Identity> identity) {

  /** Whether it was written for this requirement as it is now. */
  boolean isFor(Requirement wanted) {
    return kind == wanted.kind()
        && wanted.name().map(name::equals).orElse(true)
        && source.equals(wanted.origin().shown())
        && asked.equals(wanted.version());
  }
}
