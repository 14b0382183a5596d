package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What a firewall rule is about: protocols and their ports. */
public final class Traffic {
  private static final String PORTS = "[0-9]{1,5}(-[0-9]{1,5})?";
  private static final String PROTOCOL = "[a-z0-9]+";

  private Traffic() {}

  /**
   * As Google has it.
   *
   * @param given {@code tcp:80}, {@code icmp}, or dictionaries with ip_protocol and ports
   * @throws IllegalArgumentException where it is neither
   */
  public static List<Value> of(String option, List<Value> given) {
    List<Value> out = new ArrayList<>();
    for (Value one : given) {
      out.add(
          switch (one) {
            case Value.Text(String text) when text.matches(PROTOCOL + "(:" + PORTS + ")?") -> {
              int colon = text.indexOf(':');
              yield colon < 0
                  ? rule(text, List.of())
                  : rule(text.substring(0, colon), List.of(text.substring(colon + 1)));
            }
            case Value.Dict d -> of(option, d);
            default -> throw wrong(option);
          });
    }
    return out;
  }

  private static Value of(String option, Value.Dict rule) {
    if (!(Field.scalar(rule.get("ip_protocol").orElse(Value.NONE))
            instanceof Value.Text(String name))
        || !name.matches(PROTOCOL)
        || rule.entries().size() > (rule.get("ports").isPresent() ? 2 : 1)) {
      throw wrong(option);
    }
    List<String> ports = new ArrayList<>();
    if (rule.get("ports").orElse(Value.EMPTY_SEQUENCE) instanceof Value.Sequence s) {
      for (Value port : s.items()) {
        if (!(Field.scalar(port) instanceof Value.Text(String text)) || !text.matches(PORTS)) {
          throw wrong(option);
        }
        ports.add(text);
      }
    }
    return rule(name, ports);
  }

  private static Value rule(String protocol, List<String> ports) {
    Value.Dict rule = Value.dictOf("IPProtocol", protocol);
    return ports.isEmpty() ? rule : rule.with("ports", Value.texts(ports));
  }

  private static IllegalArgumentException wrong(String option) {
    return new IllegalArgumentException(
        option
            + " is a list of tcp:80, udp:5000-6000, icmp, or of {ip_protocol: tcp, ports: [80]}");
  }

  /** A port of each protocol on its own, in order: the same however they are grouped. */
  public static Value plain(Value rules) {
    if (!(rules instanceof Value.Sequence s)) {
      return rules;
    }
    List<String> out = new ArrayList<>();
    for (Value one : s.items()) {
      if (one instanceof Value.Dict d) {
        String protocol = Told.of(d.get("IPProtocol").orElse(Value.NONE));
        if (d.get("ports").orElse(Value.NONE) instanceof Value.Sequence ports
            && !ports.items().isEmpty()) {
          ports.items().forEach(p -> out.add(protocol + ":" + Told.of(p)));
        } else {
          out.add(protocol);
        }
      }
    }
    return Value.texts(out.stream().distinct().sorted().toList());
  }
}
