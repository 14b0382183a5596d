package dev.play.task;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.observe.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way to ask a host and to act on it. Used by one thread at a time. */
public interface HostAccess extends AutoCloseable {
  /**
   * Asks all in one round trip.
   *
   * @return an answer or a failure for every probe
   * @throws dev.play.host.HostException when the host cannot be asked at all
   */
  Answers ask(Set<Probe<?>> probes, Optional<Become> as);

  /**
   * Carries effects out in order, up to the first that fails or is overtaken.
   *
   * @return how each ended that was begun
   * @throws dev.play.host.HostException when the host is lost, or its shell breaks off
   */
  List<EffectOutcome> carryOut(List<Effect> effects, Way way);

  /** What it has cost so far. */
  Cost cost();

  @Override
  void close();

  /**
   * How effects are carried out.
   *
   * @param environment for commands
   * @param live hears what commands print
   */
  record Way(
      Optional<Become> as,
      Map<String, String> environment,
      Optional<Duration> timeout,
      ShellRequest.Live live) {
    public static final Way PLAIN =
        new Way(Optional.empty(), Map.of(), Optional.empty(), ShellRequest.SILENT);

    /** The same, with nobody to hear. */
    Way quietly() {
      return new Way(as, environment, timeout, ShellRequest.SILENT);
    }
  }

  /**
   * Counted, not timed.
   *
   * @param processes tools that probe scripts started on the host, at most
   * @param effects effects carried out
   */
  record Cost(Connection.Cost connection, long processes, long effects) {
    public static final Cost NOTHING = new Cost(Connection.Cost.NOTHING, 0, 0);
  }
}
