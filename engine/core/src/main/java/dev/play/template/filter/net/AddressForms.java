package dev.play.template.filter.net;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ipcut}, {@code ipv6form} and {@code usable_range}. */
final class AddressForms {
  /** More addresses than this are no list that anybody wants. */
  private static final int MOST = 1 << 16;

  private AddressForms() {}

  static void register(Library.Builder library) {
    library
        .filter("ipcut", "amount", (v, a, e) -> cut(net(v), a.integer("amount")))
        .filter("ipv6form", "format", (v, a, e) -> form(net(v), a.text("format")))
        .filter("usable_range", "", (v, a, e) -> range(v));
  }

  private static Net net(Value v) {
    return NetworkTests.address(v)
        .orElseThrow(
            () ->
                EvaluationException.of(
                    "You must pass a valid IP address; " + PythonText.str(v) + " is invalid"));
  }

  private static String bits(Net net) {
    String digits = net.address().toString(2);
    return "0".repeat(net.bits() - digits.length()) + digits;
  }

  /** The first so many bits, or the last, in groups as the version writes them. */
  private static Value cut(Net net, int amount) {
    String bits = bits(net);
    int size = Math.min(Math.abs(amount), bits.length());
    String part = amount < 0 ? bits.substring(bits.length() - size) : bits.substring(0, size);
    int group = net.version() == 6 ? 16 : 8;
    List<String> out = new ArrayList<>();
    for (int i = 0; i < part.length(); i += group) {
      int number = Integer.parseInt(part.substring(i, Math.min(part.length(), i + group)), 2);
      out.add(Integer.toString(number, net.version() == 6 ? 16 : 10));
    }
    return new Value.Text(String.join(net.version() == 6 ? ":" : ".", out));
  }

  private static Value form(Net net, String format) {
    List<String> groups = new ArrayList<>();
    String bits = bits(net);
    for (int i = 0; i < bits.length(); i += 16) {
      groups.add(Integer.toHexString(Integer.parseInt(bits.substring(i, i + 16), 2)));
    }
    return new Value.Text(
        switch (format) {
          case "compress" -> net.ip();
          case "expand" ->
              net.version() == 4
                  ? net.ip()
                  : String.join(
                      ":", groups.stream().map(g -> "0".repeat(4 - g.length()) + g).toList());
          case "x509" -> String.join(":", groups).toLowerCase(Locale.ROOT);
          default ->
              throw EvaluationException.of(
                  "You must pass valid format; " + format + " is not a valid format");
        });
  }

  private static Value range(Value v) {
    Net net =
        NetworkTests.network(v)
            .filter(n -> n.network().address().equals(n.address()))
            .orElseThrow(
                () ->
                    EvaluationException.of(
                        "Error while using plugin 'usable_range': '"
                            + PythonText.str(v)
                            + "' does not appear to be an IPv4 or IPv6 network"));
    BigInteger count = BigInteger.ONE.shiftLeft(net.bits() - net.prefix());
    if (count.compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw EvaluationException.of(
          "Error while using plugin 'usable_range': " + count + " addresses are too many");
    }
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < count.intValue(); i++) {
      BigInteger address = net.address().add(BigInteger.valueOf(i));
      all.add(new Value.Text(new Net(net.version(), address, net.bits()).ip()));
    }
    return Value.dictOf("usable_ips", new Value.Sequence(all), "number_of_ips", count.longValue());
  }
}
