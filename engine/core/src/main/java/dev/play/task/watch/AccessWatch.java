package dev.play.task.watch;

import dev.play.host.HostName;
import java.util.function.Supplier;

/** Sees what is done with hosts, for those who measure. Thread-safe. */
public interface AccessWatch {
  /** What a host is waited for. */
  enum Phase {
    /** A connection is opened. May lie within one of the others. */
    CONNECT,
    /** Questions are asked. */
    ASK,
    /** Effects are carried out. */
    ACT
  }

  /** Does something that waits for a host. */
  <T> T during(HostName host, Phase phase, Supplier<T> work);

  /** Measures nothing. */
  AccessWatch NONE =
      new AccessWatch() {
        @Override
        public <T> T during(HostName host, Phase phase, Supplier<T> work) {
          return work.get();
        }
      };
}
