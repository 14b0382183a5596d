package dev.play.template.filter.net;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Filters over several networks. */
final class SubnetFilters {
  private SubnetFilters() {}

  static Value subnet(Value value, String query, Optional<Long> index) {
    Optional<Net> read = AddressFilters.read(value, 0).map(AddressFilters.Read::net);
    if (read.isEmpty()) {
      return Value.FALSE;
    }
    Net net = read.get().network();
    boolean single = net.isSingle();
    if (query.isEmpty()) {
      return new Value.Text(net.toString());
    }
    if (!query.matches("\\d{1,3}")) {
      return position(net, query);
    }
    int prefix = Integer.parseInt(query);
    if (prefix > net.bits()) {
      return Value.FALSE;
    }
    return single ? around(net, prefix, index) : inside(net, prefix, index);
  }

  /** A network that an address lies in. */
  private static Value around(Net net, int prefix, Optional<Long> index) {
    int chosen = prefix;
    if (index.isPresent()) {
      long at = index.get();
      if (at > net.bits() + 1 - at || at < prefix - net.bits()) {
        return Value.FALSE;
      }
      long length = at < 0 ? net.bits() + at : prefix + at;
      if (length >= net.bits() || length < prefix) {
        throw EvaluationException.of("list index out of range");
      }
      chosen = (int) length;
    } else if (prefix >= net.bits()) {
      throw EvaluationException.of("list index out of range");
    }
    return new Value.Text(new Net(net.version(), net.address(), chosen).network().toString());
  }

  /** How many networks of a size there are in this one, or one of them. */
  private static Value inside(Net net, int prefix, Optional<Long> index) {
    if (prefix < net.prefix()) {
      if (index.isPresent()) {
        return Value.FALSE;
      }
      throw EvaluationException.of("Requested subnet size of " + prefix + " is invalid");
    }
    BigInteger count = BigInteger.ONE.shiftLeft(prefix - net.prefix());
    if (index.isEmpty()) {
      return new Value.Text(count.toString());
    }
    BigInteger at = BigInteger.valueOf(index.get());
    at = at.signum() < 0 ? at.add(count) : at;
    if (at.signum() < 0 || at.compareTo(count) >= 0) {
      return Value.FALSE;
    }
    BigInteger first = net.first().add(at.shiftLeft(net.bits() - prefix));
    return new Value.Text(new Net(net.version(), first, prefix).toString());
  }

  /** Which of the networks of its size it is in another one, counted from 1. */
  private static Value position(Net net, String query) {
    Net outer =
        Net.parse(query)
            .orElseThrow(
                () ->
                    EvaluationException.of(
                        "You must pass a valid subnet or IP address; " + query + " is invalid"));
    int shift = Math.max(0, net.bits() - outer.prefix());
    if (!net.address().shiftRight(shift).equals(outer.address().shiftRight(shift))) {
      throw EvaluationException.of(net + " is not in the subnet " + outer.network());
    }
    BigInteger place = net.address().subtract(outer.first()).shiftRight(net.bits() - net.prefix());
    return new Value.Text(place.add(BigInteger.ONE).toString());
  }

  static boolean within(Value outer, Value inner, boolean usable) {
    Optional<Net> out = AddressFilters.read(outer, 0).map(r -> r.net().network());
    Optional<Net> in = AddressFilters.read(inner, 0).map(r -> r.net().network());
    if (out.isEmpty() || in.isEmpty()) {
      return false;
    }
    boolean edges = !usable || out.get().isSingle();
    BigInteger first = edges ? out.get().first() : out.get().firstUsable();
    BigInteger last = edges ? out.get().last() : out.get().lastUsable();
    return in.get().first().compareTo(first) >= 0 && in.get().last().compareTo(last) <= 0;
  }

  static Value reduce(List<Value> addresses, Value network) {
    return new Value.Sequence(
        addresses.stream().filter(address -> within(network, address, false)).toList());
  }

  private static List<Net> nets(List<Value> values) {
    List<Net> out = new ArrayList<>();
    for (Value value : values) {
      String text = PythonText.str(value);
      out.add(
          Net.parse(text)
              .map(Net::network)
              .orElseThrow(
                  () ->
                      EvaluationException.of(
                          "cidr_merge: error in netaddr:\ninvalid IPNetwork " + text)));
    }
    return out;
  }

  /** The fewest networks that hold the same addresses. */
  static Value merge(List<Value> values) {
    List<Net> nets = nets(values);
    nets.sort(
        Comparator.comparingInt(Net::version)
            .thenComparing(Net::first)
            .thenComparingInt(Net::prefix));
    List<Net> out = new ArrayList<>();
    for (Net net : nets) {
      if (!out.isEmpty() && out.getLast().contains(net)) {
        continue;
      }
      out.add(net);
      join(out);
    }
    return new Value.Sequence(out.stream().<Value>map(n -> new Value.Text(n.toString())).toList());
  }

  /** Joins the last two as long as they are the halves of one network. */
  private static void join(List<Net> out) {
    while (out.size() > 1) {
      Net right = out.getLast();
      Net left = out.get(out.size() - 2);
      Net both = new Net(left.version(), left.first(), Math.max(0, left.prefix() - 1));
      boolean halves =
          left.version() == right.version()
              && left.prefix() == right.prefix()
              && !left.first().equals(right.first())
              && both.isNetwork()
              && both.contains(right);
      if (!halves) {
        return;
      }
      out.removeLast();
      out.set(out.size() - 1, both);
    }
  }

  /** The smallest network that holds all. */
  static Value span(List<Value> values) {
    if (values.isEmpty()) {
      return Value.NONE;
    }
    if (values.size() == 1) {
      nets(values);
      return new Value.Text(Net.parse(PythonText.str(values.getFirst())).orElseThrow().toString());
    }
    Net whole = nets(values).getFirst();
    for (Net net : nets(values)) {
      while (!whole.contains(net)) {
        if (whole.version() != net.version()) {
          throw EvaluationException.of(
              "cidr_merge: error in netaddr:\nIP sequence cannot contain both IPv4 and IPv6!");
        }
        whole = new Net(whole.version(), whole.first(), whole.prefix() - 1).network();
      }
    }
    return new Value.Text(whole.toString());
  }
}
