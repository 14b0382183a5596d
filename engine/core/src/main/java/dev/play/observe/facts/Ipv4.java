package dev.play.observe.facts;

/** Arithmetic of IPv4 addresses. */
final class Ipv4 {
  private Ipv4() {}

  static String mask(int prefix) {
    return text(prefix == 0 ? 0 : -1 << (32 - prefix));
  }

  static String network(String address, int prefix) {
    int bits = 0;
    for (String part : address.split("\\.")) {
      bits = bits << 8 | Integer.parseInt(part);
    }
    return text(prefix == 0 ? 0 : bits & -1 << (32 - prefix));
  }

  private static String text(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
