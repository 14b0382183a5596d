package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.event.Effort;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.event.Tally;
import dev.play.host.HostName;
import dev.play.run.CustomStats;
import dev.play.run.live.SessionHands;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells of a run's end, whether it comes by itself or by Ctrl-C. */
final class RunEnding {
  private final EventSink events;
  private final Tally tally;
  private final CustomStats stats;
  private final SessionHands hands;
  private final Terminal terminal;
  private final Instant start;

  /** The run begins now. */
  RunEnding(
      EventSink events, Tally tally, CustomStats stats, SessionHands hands, Terminal terminal) {
    this.events = events;
    this.tally = tally;
    this.stats = stats;
    this.hands = hands;
    this.terminal = terminal;
    this.start = terminal.clock().instant();
  }

  Instant start() {
    return start;
  }

  /** The recap so far. */
  void tell() {
    Duration took = Duration.between(start, terminal.clock().instant());
    events.accept(new Event.RunEnded(tally.recap(), stats.all(), efforts(), took));
  }

  /** The process is being ended from outside: what was done is told, and the hosts are let go. */
  void interrupted() {
    events.accept(
        new Event.Warning(
            "interrupted; tasks that were being done may have been done in part",
            Optional.empty(),
            Optional.empty()));
    tell();
    hands.close();
    terminal.out().flush();
  }

  private Map<HostName, Effort> efforts() {
    Map<HostName, Effort> out = new TreeMap<>();
    hands
        .costs()
        .forEach(
            (host, cost) ->
                out.put(
                    host,
                    new Effort(
                        cost.connection().roundTrips(),
                        cost.processes(),
                        cost.effects(),
                        cost.connection().bytesSent(),
                        cost.connection().bytesReceived())));
    return out;
  }
}
