package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Tells what there is and forgets it. */
  void flush(Teller teller) {
    groups.forEach(
        (key, hosts) -> {
          Ended ended = examples.get(key);
          if (ended != null) {
            String names =
                hosts.size() == 1
                    ? hosts.getFirst().name()
                    : hosts.size() + " hosts: " + HostList.of(hosts);
            teller.tell(key.heading(), names, key.text(), ended);
          }
        });
    groups.clear();
    examples.clear();
  }

  /** Writes a result. */
  @FunctionalInterface
  interface Teller {
    void tell(String heading, String hosts, String text, Ended ended);
  }
}
