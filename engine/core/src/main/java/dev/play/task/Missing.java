package dev.play.task;

import dev.play.connection.Become;
import dev.play.host.Probe;
import java.util.Optional;
import java.util.Set;

/** Ends a call to plan because probes have no answer yet. Never leaves this package. */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<Probe<?>> probes;
  private final transient Optional<Become> as;

  Missing(Set<Probe<?>> probes, Optional<Become> as) {
    super("not observed yet: " + probes, null, false, false);
    this.probes = Set.copyOf(probes);
    this.as = as;
  }

  Set<Probe<?>> probes() {
    return probes;
  }

  Optional<Become> as() {
    return as;
  }
}
