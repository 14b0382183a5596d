package dev.play.template.filter.net;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ipaddr} and its kin. */
final class AddressFilters {
  private AddressFilters() {}

  /** What an address is, and whether it was written with a prefix. */
  record Read(Net net, boolean network, Value written) {
    /** As {@code ipaddr('subnet')} of a network and {@code ipaddr('cidr')} of an address. */
    Net whole() {
      return net;
    }
  }

  /**
   * Reads a value as an address or network.
   *
   * @param version 4 or 6; 0 for any
   */
  static Optional<Read> read(Value value, int version) {
    String text = value instanceof Value.Bool ? "" : PythonText.str(value);
    if (text.matches("\\d+")) {
      BigInteger number = new BigInteger(text);
      Optional<Net> four = version == 6 ? Optional.empty() : Net.of(number, 4, 32);
      return four.or(() -> Net.of(number, 6, 128))
          .map(net -> new Read(net, false, new Value.Text(net.toString())));
    }
    Optional<Net> net = Net.parse(text);
    if (net.isPresent()) {
      return Optional.of(new Read(net.get(), text.indexOf('/') >= 0, value));
    }
    if (!text.matches("\\d{1,40}/\\d{1,3}")) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(text.substring(0, text.indexOf('/')));
    int prefix = Integer.parseInt(text.substring(text.indexOf('/') + 1));
    return Net.of(number, 4, prefix)
        .or(() -> Net.of(number, 6, prefix))
        .map(n -> new Read(n, true, new Value.Text(n.toString())));
  }

  /**
   * The filters {@code ipaddr}, {@code ipv4} and {@code ipv6}.
   *
   * @param version 4 or 6; 0 for any
   * @param alias how messages call the filter
   */
  static Value ipaddr(Value value, Value query, int version, String alias) {
    if (value instanceof Value.Sequence list) {
      List<Value> out = new ArrayList<>();
      for (Value item : list.items()) {
        Value each = ipaddr(item, query, version, alias);
        if (Conditions.truth(each)) {
          out.add(each);
        }
      }
      return new Value.Sequence(out);
    }
    if (!Conditions.truth(value)) {
      return Value.FALSE;
    }
    return read(value, version)
        .filter(r -> version == 0 || r.net().version() == version)
        .map(r -> answer(r, PythonText.str(query), alias))
        .orElse(Value.FALSE);
  }

  private static Value answer(Read read, String query, String alias) {
    Optional<Value> known =
        new AddressQuery(read.net(), read.network(), read.written()).answer(query);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Net> within = query.matches("\\d+") ? Optional.empty() : Net.parse(query);
    if (within.isPresent()) {
      return within.get().contains(read.net()) ? read.written() : Value.NONE;
    }
    if (!query.matches("[-+]?\\d+")) {
      throw EvaluationException.of(alias + ": unknown filter type: " + query);
    }
    Net net = read.net();
    if (net.isSingle()) {
      return new Value.Text(read.network() ? net.toString() : net.ip());
    }
    return nth(net, new BigInteger(query))
        .<Value>map(address -> new Value.Text(net.text(address) + "/" + net.prefix()))
        .orElse(Value.FALSE);
  }

  /** The nth address of a network, from its end where the number is negative. */
  static Optional<BigInteger> nth(Net net, BigInteger index) {
    BigInteger at = index.signum() < 0 ? net.size().add(index) : index;
    return at.signum() >= 0 && at.compareTo(net.size()) < 0
        ? Optional.of(net.first().add(at))
        : Optional.empty();
  }

  static Value wrap(Value value, Value query) {
    if (value instanceof Value.Sequence list) {
      return new Value.Sequence(list.items().stream().map(v -> wrap(v, query)).toList());
    }
    Value found = ipaddr(value, query, 0, "ipwrap");
    return Conditions.truth(found) ? ipaddr(found, new Value.Text("wrap"), 0, "ipwrap") : value;
  }

  static Value math(Value value, long amount) {
    Net net =
        Net.parse(PythonText.str(value))
            .orElseThrow(
                () ->
                    EvaluationException.of(
                        "You must pass a valid IP address; "
                            + PythonText.str(value)
                            + " is invalid"));
    BigInteger moved = net.address().add(BigInteger.valueOf(amount));
    if (Net.of(moved, net.version(), net.prefix()).isEmpty()) {
      throw EvaluationException.of(
          "result outside valid IP address boundary", "the first is 0, the last all ones");
    }
    return new Value.Text(net.text(moved));
  }

  static Value nthHost(Value value, long index) {
    Optional<Net> net = read(value, 0).map(Read::net);
    if (net.isEmpty() || index == 0) {
      return Value.FALSE;
    }
    return nth(net.get(), BigInteger.valueOf(index))
        .<Value>map(address -> new Value.Text(net.get().text(address)))
        .orElse(Value.FALSE);
  }

  static Value nthUsable(Value value, long offset) {
    Optional<Net> read = read(value, 0).map(Read::net);
    if (read.isEmpty()) {
      return Value.FALSE;
    }
    Net net = read.get();
    BigInteger moved = net.address().add(BigInteger.valueOf(offset));
    boolean within =
        !net.isSingle()
            && moved.compareTo(net.firstUsable()) >= 0
            && moved.compareTo(net.lastUsable()) <= 0;
    return within ? new Value.Text(net.text(moved)) : Value.NONE;
  }

  static Value hex(Value value, String between) {
    String text = PythonText.str(value);
    Net net =
        Net.parse(text)
            .filter(n -> n.version() == 4)
            .orElseThrow(
                () ->
                    EvaluationException.of(
                        "You must pass a valid IP address; " + text + " is invalid"));
    List<String> octets = new ArrayList<>();
    for (int shift = 24; shift >= 0; shift -= 8) {
      octets.add(String.format("%02x", net.address().longValue() >> shift & 255));
    }
    return new Value.Text(String.join(between, octets));
  }
}
