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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is running where, for how long: one line, longest first. Thread-safe. */
final class Progress {
  private static final int SHOWN = 3;

  private record Running(String task, boolean asks, Instant since) {}

  private final Map<HostName, Running> running = new ConcurrentHashMap<>();
  private final AtomicInteger asking = new AtomicInteger();
  private final Clock clock;

  Progress(Clock clock) {
    this.clock = clock;
  }

  void note(Event event) {
    switch (event) {
      case Event.HostTaskStarted e -> {
        boolean asks = e.task().action().equals("pause");
        ended(running.put(e.host(), new Running(e.task().full(), asks, e.at())));
        if (asks) {
          asking.incrementAndGet();
        }
      }
      case Event.HostTaskFinished e -> ended(running.remove(e.host()));
      default -> {}
    }
  }

  private void ended(@Nullable Running one) {
    if (one != null && one.asks()) {
      asking.decrementAndGet();
    }
  }

  /** Whether somebody at the terminal is asked something: then nothing else is to write there. */
  boolean asks() {
    return asking.get() > 0;
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
