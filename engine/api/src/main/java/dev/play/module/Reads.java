package dev.play.module;

import dev.play.host.HostPath;
import java.util.Set;

/**
 * All that a command looks at whose output is asked for.
 *
 * @param below the roots of what it looks through
 * @param throughLinks whether it goes on where symbolic links lead
 */
public record Reads(Set<HostPath> below, boolean throughLinks) {
  public Reads {
    below = Set.copyOf(below);
  }
}
