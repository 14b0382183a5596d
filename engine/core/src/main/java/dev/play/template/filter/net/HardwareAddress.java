package dev.play.template.filter.net;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** {@code hwaddr}, {@code macaddr} and {@code slaac}. */
final class HardwareAddress {
  private HardwareAddress() {}

  /** The 48 bits of an address in any of the usual forms. */
  static Optional<Long> parse(Value value) {
    String text = PythonText.str(value);
    String digits =
        text.matches("(?i)[0-9a-f]{1,2}([:-][0-9a-f]{1,2}){5}")
            ? padded(text.split("[:-]"))
            : text.matches(
                    "(?i)[0-9a-f]{4}[.:-][0-9a-f]{4}[.:-][0-9a-f]{4}|[0-9a-f]{6}[:-]?[0-9a-f]{6}")
                ? text.replaceAll("[.:-]", "")
                : "";
    return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits, 16));
  }

  private static String padded(String[] octets) {
    StringBuilder out = new StringBuilder();
    for (String octet : octets) {
      out.append(octet.length() == 1 ? "0" : "").append(octet);
    }
    return out.toString();
  }

  static Value query(Value value, String query, String alias) {
    Optional<Long> address = parse(value);
    if (address.isEmpty()) {
      if (!query.isEmpty() && !query.equals("bool")) {
        throw EvaluationException.of(alias + ": not a hardware address: " + PythonText.str(value));
      }
      return Value.NONE;
    }
    String bare = String.format("%012X", address.get());
    String lower = bare.toLowerCase(Locale.ROOT);
    return switch (query) {
      case "" -> value;
      case "bool" -> Value.TRUE;
      case "int" -> Value.of(address.get());
      case "bare" -> new Value.Text(bare);
      case "cisco" -> new Value.Text(grouped(lower, 4, "."));
      case "eui48", "win" -> new Value.Text(grouped(bare, 2, "-"));
      case "linux" -> new Value.Text(grouped(lower, 2, ":"));
      case "pgsql", "postgresql", "psql" -> new Value.Text(grouped(lower, 6, ":"));
      case "unix" -> new Value.Text(grouped(lower, 2, ":").replaceAll("(^|:)0([0-9a-f])", "$1$2"));
      default -> throw EvaluationException.of(alias + ": unknown filter type: " + query);
    };
  }

  private static String grouped(String digits, int size, String between) {
    return digits.replaceAll("(.{" + size + "})(?=.)", "$1" + between);
  }

  /** The address that a host with this hardware address gives itself in an IPv6 network. */
  static Value slaac(Value value, Value hardware) {
    Optional<Net> net =
        AddressFilters.read(value, 0).map(AddressFilters.Read::net).filter(n -> n.version() == 6);
    Optional<Long> address = parse(hardware);
    if (net.isEmpty() || address.isEmpty()) {
      return Value.FALSE;
    }
    long flipped = address.get() ^ 0x020000000000L;
    BigInteger id =
        BigInteger.valueOf(flipped >> 24)
            .shiftLeft(40)
            .or(BigInteger.valueOf(0xfffe).shiftLeft(24))
            .or(BigInteger.valueOf(flipped & 0xffffffL));
    return new Value.Text(net.get().text(net.get().first().add(id)));
  }
}
