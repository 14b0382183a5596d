package dev.play.report;

import dev.play.event.Event;
import dev.play.host.HostName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What is running where, for how long: one line, longest first. Thread-safe. */
final class Progress {
  private static final int SHOWN = 3;

  private record Running(String task, boolean asks, Instant since) {}

  private final Map<HostName, Running> running = new ConcurrentHashMap<>();
  private final Clock clock;

  Progress(Clock clock) {
    this.clock = clock;
  }

  void note(Event event) {
    switch (event) {
      case Event.HostTaskStarted e ->
          running.put(
              e.host(), new Running(e.task().full(), e.task().action().equals("pause"), e.at()));
      case Event.HostTaskFinished e -> running.remove(e.host());
      default -> {}
    }
  }

  /** Whether somebody at the terminal is asked something: then nothing else is to write there. */
  boolean asks() {
    return running.values().stream().anyMatch(Running::asks);
  }

  String line() {
    if (asks()) {
      return "";
    }
    Instant now = clock.instant();
    List<Map.Entry<HostName, Running>> oldest =
        running.entrySet().stream()
            .sorted(Comparator.comparing(e -> e.getValue().since()))
            .toList();
    if (oldest.isEmpty()) {
      return "";
    }
    String hosts =
        oldest.stream()
            .limit(SHOWN)
            .map(
                e ->
                    e.getKey().name()
                        + " "
                        + Duration.between(e.getValue().since(), now).toSeconds()
                        + "s")
            .collect(Collectors.joining(", "));
    String more = oldest.size() > SHOWN ? " and " + (oldest.size() - SHOWN) + " more" : "";
    return oldest.getFirst().getValue().task() + ": " + hosts + more;
  }
}
