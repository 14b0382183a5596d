package dev.play.event;

import dev.play.host.HostName;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Adds events up to a recap. */
public final class Tally implements EventSink {
  private static final String CLEARING = "clear_host_errors";

  private final Map<HostName, Recap.Counts> counts = new ConcurrentHashMap<>();
  private final Map<HostName, String> lost = new ConcurrentHashMap<>();

  /** Failed, or lost, since errors were last cleared. */
  private final Set<HostName> failing = ConcurrentHashMap.newKeySet();

  private final Set<HostName> missing = ConcurrentHashMap.newKeySet();

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.HostTaskFinished done -> {
        counts.merge(
            done.host(),
            Recap.Counts.NONE.plus(done.ended()),
            (old, one) -> old.plus(done.ended()));
        bad(done);
      }
      case Event.TakenBack back -> {
        counts.computeIfPresent(back.host(), (host, old) -> old.minus(back.ended()));
        failing.remove(back.host());
        missing.remove(back.host());
      }
      case Event.MetaDone meta when meta.action().equals(CLEARING) && !meta.isSkipped() -> {
        failing.clear();
        missing.clear();
      }
      case Event.Included in ->
          counts.compute(
              in.host(),
              (host, old) ->
                  (old == null ? Recap.Counts.NONE : old)
                      .plus(Ended.of(Status.OK, dev.play.value.Value.EMPTY_DICT)));
      default -> {}
    }
  }

  private void bad(Event.HostTaskFinished done) {
    Ended ended = done.ended();
    if (ended.status() == Status.UNREACHABLE && !ended.ignored()) {
      lost.put(done.host(), ended.text("msg").orElse("unreachable"));
      missing.add(done.host());
    }
    if (ended.status() == Status.FAILED && !ended.ignored() && !ended.rescued()) {
      failing.add(done.host());
    }
  }

  public Recap recap() {
    SortedMap<HostName, Recap.Counts> sorted = new TreeMap<>(counts);
    return new Recap(sorted, lost, failing, missing);
  }
}
