package dev.play.effect;

import dev.play.host.Observed;
import dev.play.host.Probe;

/** Answers probes as of some moment, as one user of the host. */
@FunctionalInterface
public interface Asker {
  <T> Observed<T> read(Probe<T> probe);
}
