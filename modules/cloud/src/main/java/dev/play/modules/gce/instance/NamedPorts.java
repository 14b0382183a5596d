package dev.play.modules.gce.instance;

import dev.play.modules.gce.thing.Names;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What balancers call a group's ports. */
public final class NamedPorts {
  private static final Keys KEYS = new Keys("named_ports", Map.of("name", "name", "port", "port"));

  private NamedPorts() {}

  /**
   * As Google takes them.
   *
   * @throws IllegalArgumentException where they are none
   */
  public static List<Value.Dict> of(List<Value.Dict> given) {
    List<Value.Dict> out = KEYS.of(given);
    for (Value.Dict port : out) {
      if (!(port.get("name").orElse(Value.NONE) instanceof Value.Text(String name))
          || !(port.get("port").orElse(Value.NONE) instanceof Value.Int(long number))
          || number < 1
          || number > 65535) {
        throw new IllegalArgumentException("each of named_ports has name and port (1 to 65535)");
      }
      Names.require("named_ports", name);
    }
    return out;
  }

  /** The order does not matter. */
  public static Value plain(Value ports) {
    if (!(ports instanceof Value.Sequence s)) {
      return ports;
    }
    List<String> out = new ArrayList<>();
    for (Value one : s.items()) {
      if (one instanceof Value.Dict d
          && d.get("name").orElse(Value.NONE) instanceof Value.Text(String name)
          && d.get("port").orElse(Value.NONE) instanceof Value.Int(long port)) {
        out.add(name + ":" + port);
      }
    }
    return Value.texts(out.stream().sorted().toList());
  }
}
