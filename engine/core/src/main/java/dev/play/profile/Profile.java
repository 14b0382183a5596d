package dev.play.profile;

import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.host.HostName;
import dev.play.task.watch.AccessWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes, while a run goes on, how long its tasks took and what for. Thread-safe. */
public final class Profile implements EventSink, AccessWatch {
  /**
   * Something that took time on a host.
   *
   * @param phase what the host was waited for; empty for a task as a whole
   * @param name of the task, or of the phase
   */
  record Slice(HostName host, Optional<Phase> phase, String name, Instant start, Duration took) {}

  /** A task that a host is at. */
  private record Begun(HostName host, long number) {}

  private final InstantSource clock;
  private final Instant start;
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Begun, Instant> begun = new HashMap<>();
  private Duration whole = Duration.ZERO;

  public Profile(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.HostTaskStarted e ->
          begun.put(new Begun(e.host(), e.task().number()), clock.instant());
      case Event.HostTaskFinished e -> {
        Instant end = clock.instant();
        Instant from = begun.remove(new Begun(e.host(), e.task().number()));
        Instant since = from == null ? end.minus(e.took()) : from;
        slices.add(
            new Slice(
                e.host(), Optional.empty(), e.task().full(), since, Duration.between(since, end)));
      }
      case Event.RunEnded e -> whole = e.took();
      default -> {
        // Nothing else takes time of its own.
      }
    }
  }

  @Override
  public <T> T during(HostName host, Phase phase, Supplier<T> work) {
    Instant from = clock.instant();
    try {
      return work.get();
    } finally {
      Duration took = Duration.between(from, clock.instant());
      String name = phase.name().toLowerCase(java.util.Locale.ROOT);
      synchronized (this) {
        slices.add(new Slice(host, Optional.of(phase), name, from, took));
      }
    }
  }

  /** When the run began. */
  Instant start() {
    return start;
  }

  /** How long the run took. */
  synchronized Duration whole() {
    return whole;
  }

  /** All so far. */
  synchronized List<Slice> slices() {
    return List.copyOf(slices);
  }
}
