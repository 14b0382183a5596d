package dev.play.modules.crypto.x509;

import java.math.BigInteger;
import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Names of what certificates are for (RFC 5280, 4.2.1.6), written as Ansible's users do. */
public final class GeneralName {
  private static final int OTHER = 0xa0;
  private static final int EMAIL = 0x81;
  private static final int DNS = 0x82;
  private static final int DIRECTORY = 0xa4;
  private static final int URI = 0x86;
  private static final int IP = 0x87;
  private static final int RID = 0x88;

  private GeneralName() {}

  /**
   * From {@code DNS:example.org}, {@code IP:192.0.2.1}, {@code email:}, {@code URI:}, {@code RID:},
   * {@code dirName:} or {@code otherName:}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Der parse(String text) {
    return parse(text, false);
  }

  /**
   * The same for name constraints: {@code IP:192.0.2.0/24}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Der constraint(String text) {
    return parse(text, true);
  }

  private static Der parse(String text, boolean constraint) {
    String clean = text.strip();
    int colon = clean.indexOf(':');
    String kind = colon < 0 ? "" : clean.substring(0, colon);
    String value = clean.substring(colon + 1).strip();
    if (value.isEmpty() && !constraint) {
      throw new IllegalArgumentException("not a name of a certificate: '" + text + "'");
    }
    return switch (kind) {
      case "DNS" -> Der.text(DNS, printable(idn(value)));
      case "email" -> Der.text(EMAIL, printable(value));
      case "URI" -> Der.text(URI, ascii(value));
      case "IP", "IP Address" -> Der.of(IP, constraint ? network(value) : address(value));
      case "RID" -> Der.of(RID, Der.oid(value).content());
      case "dirName" -> Der.of(DIRECTORY, List.of(DistinguishedName.parse(value).der()));
      case "otherName" -> other(value);
      default ->
          throw new IllegalArgumentException(
              "Cannot parse Subject Alternative Name \""
                  + text
                  + "\": write DNS:, IP:, email:,"
                  + " URI:, RID:, dirName: or otherName: before it");
    };
  }

  private static String printable(String value) {
    // A common name stands here as it is, blanks and all.
    ascii(value.replace(' ', '_'));
    return value;
  }

  private static String ascii(String value) {
    if (value.chars().anyMatch(c -> c <= ' ' || c > 0x7e)) {
      throw new IllegalArgumentException("'" + value + "' holds a blank or is not in ASCII");
    }
    return value;
  }

  private static String idn(String value) {
    return value.chars().allMatch(c -> c < 0x80) ? value : IDN.toASCII(value);
  }

  private static Der other(String value) {
    int semicolon = value.indexOf(';');
    if (semicolon < 1) {
      throw new IllegalArgumentException(
          "otherName is written otherName:OID;UTF8:text, or with the value's DER in hexadecimal");
    }
    Der oid = Der.oid(value.substring(0, semicolon));
    String rest = value.substring(semicolon + 1);
    Der held =
        rest.startsWith("UTF8:") ? Der.text(Der.UTF8, rest.substring(5)) : Der.read(hex(rest));
    return Der.of(OTHER, List.of(oid, Der.of(0xa0, List.of(held))));
  }

  static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text.replace(":", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not hexadecimal: '" + text + "'", e);
    }
  }

  private static byte[] network(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    String bits = slash < 0 ? Integer.toString(address.length * 8) : text.substring(slash + 1);
    byte[] mask =
        bits.matches("[0-9]{1,3}") ? mask(Integer.parseInt(bits), address.length) : address(bits);
    if (mask.length != address.length) {
      throw new IllegalArgumentException("not a network: '" + text + "'");
    }
    byte[] out = Arrays.copyOf(address, address.length * 2);
    System.arraycopy(mask, 0, out, address.length, mask.length);
    return out;
  }

  private static byte[] mask(int bits, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < Math.min(bits, length * 8); i++) {
      out[i / 8] |= (byte) (0x80 >> i % 8);
    }
    return out;
  }

  private static byte[] address(String text) {
    if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      byte[] out = new byte[4];
      String[] parts = text.split("\\.");
      for (int i = 0; i < 4; i++) {
        int part = Integer.parseInt(parts[i]);
        if (part > 255) {
          throw new IllegalArgumentException("not an IP address: '" + text + "'");
        }
        out[i] = (byte) part;
      }
      return out;
    }
    return sixteen(text);
  }

  private static byte[] sixteen(String text) {
    String whole = text;
    if (text.matches(".*:\\d{1,3}(\\.\\d{1,3}){3}")) {
      int last = text.lastIndexOf(':') + 1;
      byte[] four = address(text.substring(last));
      whole =
          text.substring(0, last)
              + String.format("%02x%02x:%02x%02x", four[0], four[1], four[2], four[3]);
    }
    int gap = whole.indexOf("::");
    List<String> head = groups(gap < 0 ? whole : whole.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : groups(whole.substring(gap + 2));
    int missing = 8 - head.size() - tail.size();
    List<String> all = new ArrayList<>(head);
    for (int i = 0; i < missing && gap >= 0; i++) {
      all.add("0");
    }
    all.addAll(tail);
    if (all.size() != 8 || all.stream().anyMatch(g -> !g.matches("[0-9a-fA-F]{1,4}"))) {
      throw new IllegalArgumentException("not an IP address: '" + text + "'");
    }
    byte[] out = new byte[16];
    for (int i = 0; i < 8; i++) {
      int group = Integer.parseInt(all.get(i), 16);
      out[2 * i] = (byte) (group >> 8);
      out[2 * i + 1] = (byte) group;
    }
    return out;
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
  }

  /** As Ansible registers it. */
  public static String text(Der name) {
    return switch (name.tag()) {
      case DNS -> "DNS:" + name.text();
      case EMAIL -> "email:" + name.text();
      case URI -> "URI:" + name.text();
      case IP -> "IP:" + address(name.content());
      case RID -> "RID:" + Der.of(Der.OID, name.content()).oid();
      case DIRECTORY -> "dirName:" + DistinguishedName.of(name.part(0)).rfc4514();
      case OTHER -> "otherName:" + name.part(0).oid() + ";" + held(name.part(1).part(0));
      default -> "unknown:" + name.hex();
    };
  }

  private static String held(Der value) {
    return value.tag() == Der.UTF8 ? "UTF8:" + value.text() : value.hex();
  }

  private static String address(byte[] bytes) {
    int half = bytes.length == 8 || bytes.length == 32 ? bytes.length / 2 : bytes.length;
    byte[] own = Arrays.copyOf(bytes, half);
    String text = half == 4 ? four(own) : half == 16 ? six(own) : HexFormat.of().formatHex(bytes);
    if (half == bytes.length) {
      return text;
    }
    BigInteger mask = new BigInteger(1, Arrays.copyOfRange(bytes, half, bytes.length));
    return text + "/" + mask.bitCount();
  }

  private static String four(byte[] bytes) {
    return String.format(
        "%d.%d.%d.%d", bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
  }

  /** With the longest run of zero groups left out (RFC 5952). */
  private static String six(byte[] bytes) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 16; i += 2) {
      groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
    }
    String best = "";
    int from = -1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups.get(end).equals("0")) {
        end++;
      }
      if (end - i > Math.max(1, best.length())) {
        best = "0".repeat(end - i);
        from = i;
      }
    }
    if (from < 0) {
      return String.join(":", groups);
    }
    return String.join(":", groups.subList(0, from))
        + "::"
        + String.join(":", groups.subList(from + best.length(), 8));
  }

  /** Of a list of them, in any order, for comparing. */
  static List<String> sorted(Der names) {
    return names.parts().stream().map(Der::hex).sorted().toList();
  }
}
