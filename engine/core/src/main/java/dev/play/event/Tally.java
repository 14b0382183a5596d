package dev.play.event;

import dev.play.host.HostName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Adds events up to a recap. */
public final class Tally implements EventSink {
  private final Map<HostName, Recap.Counts> counts = new ConcurrentHashMap<>();
  private final Map<HostName, String> lost = new ConcurrentHashMap<>();

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.HostTaskFinished done -> {
        counts.merge(
            done.host(),
            Recap.Counts.NONE.plus(done.ended()),
            (old, one) -> old.plus(done.ended()));
        if (done.ended().status() == Status.UNREACHABLE && !done.ended().ignored()) {
          lost.put(done.host(), done.ended().text("msg").orElse("unreachable"));
        }
      }
      case Event.Included in when !in.isRole() ->
          counts.compute(
              in.host(),
              (host, old) ->
                  (old == null ? Recap.Counts.NONE : old)
                      .plus(Ended.of(Status.OK, dev.play.value.Value.EMPTY_DICT)));
      default -> {}
    }
  }

  public Recap recap() {
    SortedMap<HostName, Recap.Counts> sorted = new TreeMap<>(counts);
    return new Recap(sorted, lost);
  }
}
