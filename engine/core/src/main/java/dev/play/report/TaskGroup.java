package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Results of one task on many hosts, those that read the same together. */
final class TaskGroup {
  /** What two hosts' results must share to be told in one line. */
  private record Key(String heading, String text, String diff) {}

  private final Map<Key, List<HostName>> groups = new LinkedHashMap<>();
  private final Map<Key, Ended> examples = new LinkedHashMap<>();

  void add(String heading, String text, Event.HostTaskFinished event) {
    Key key = new Key(heading, text, event.ended().diff());
    groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event.host());
    examples.putIfAbsent(key, event.ended());
  }

  /** Tells what there is and forgets it: what most hosts came to first, what went wrong last. */
  void flush(Teller teller) {
    groups.values().forEach(Collections::sort);
    groups.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Key, List<HostName>>>comparingInt(
                    e -> example(e.getKey()).status().good() ? 0 : 1)
                .thenComparingInt(e -> -e.getValue().size())
                .thenComparing(e -> e.getValue().getFirst()))
        .forEach(
            e ->
                teller.tell(
                    e.getKey().heading(),
                    names(e.getValue()),
                    e.getKey().text(),
                    example(e.getKey())));
    groups.clear();
    examples.clear();
  }

  private Ended example(Key key) {
    return Objects.requireNonNull(examples.get(key));
  }

  private static String names(List<HostName> hosts) {
    return hosts.size() == 1
        ? hosts.getFirst().name()
        : hosts.size() + " hosts: " + HostList.of(hosts);
  }

  /** Writes a result. */
  @FunctionalInterface
  interface Teller {
    void tell(String heading, String hosts, String text, Ended ended);
  }
}
