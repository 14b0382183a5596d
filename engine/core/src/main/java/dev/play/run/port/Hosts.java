package dev.play.run.port;

import dev.play.host.HostName;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** The inventory of a run, with what its tasks add. Thread-safe. */
public interface Hosts {
  /** Hosts that match a play's patterns, in the inventory's order, {@code --limit} applied. */
  List<HostName> matching(List<String> patterns);

  /** Whether the inventory has it, under this name. */
  boolean has(HostName host);

  /**
   * add_host.
   *
   * @return whether anything is new
   */
  boolean add(HostName host, List<String> groups, Map<String, Value> variables);

  /**
   * group_by.
   *
   * @return whether anything is new
   */
  boolean group(HostName host, String group, List<String> parents);

  /** Reads the inventory's sources again. */
  void refresh();
}
