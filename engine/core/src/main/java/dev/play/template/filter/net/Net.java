package dev.play.template.filter.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address with the length of its network's prefix.
 *
 * @param version 4 or 6
 */
record Net(int version, BigInteger address, int prefix) {
  private static final BigInteger LOW_32 = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);

  static int bits(int version) {
    return version == 4 ? 32 : 128;
  }

  int bits() {
    return bits(version);
  }

  /** From {@code ADDRESS} or {@code ADDRESS/PREFIX}, where the prefix may be a mask. */
  static Optional<Net> parse(String text) {
    int slash = text.indexOf('/');
    String written = slash < 0 ? text : text.substring(0, slash);
    int version = written.indexOf(':') >= 0 ? 6 : 4;
    Optional<BigInteger> address = version == 6 ? parse6(written) : parse4(written);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (slash < 0) {
      return Optional.of(new Net(version, address.get(), bits(version)));
    }
    return prefix(text.substring(slash + 1), version).map(p -> new Net(version, address.get(), p));
  }

  /** A number as an address of a version, if it is one. */
  static Optional<Net> of(BigInteger number, int version, int prefix) {
    return number.signum() >= 0
            && number.bitLength() <= bits(version)
            && prefix >= 0
            && prefix <= bits(version)
        ? Optional.of(new Net(version, number, prefix))
        : Optional.empty();
  }

  private static Optional<Integer> prefix(String text, int version) {
    if (text.matches("\\d{1,3}")) {
      int length = Integer.parseInt(text);
      return length <= bits(version) ? Optional.of(length) : Optional.empty();
    }
    Optional<BigInteger> mask = version == 4 ? parse4(text) : parse6(text);
    BigInteger ones = mask(version, bits(version));
    for (int length = 0; mask.isPresent() && length <= bits(version); length++) {
      BigInteger wanted = mask(version, length);
      if (wanted.equals(mask.get()) || ones.xor(wanted).equals(mask.get())) {
        return Optional.of(length);
      }
    }
    return Optional.empty();
  }

  private static BigInteger mask(int version, int length) {
    BigInteger all = BigInteger.ONE.shiftLeft(bits(version)).subtract(BigInteger.ONE);
    return all.subtract(BigInteger.ONE.shiftLeft(bits(version) - length).subtract(BigInteger.ONE));
  }

  private static Optional<BigInteger> parse4(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : text.split("\\.")) {
      int octet = Integer.parseInt(part);
      if (octet > 255) {
        return Optional.empty();
      }
      value = value << 8 | octet;
    }
    return Optional.of(BigInteger.valueOf(value));
  }

  private static Optional<BigInteger> parse6(String text) {
    String whole = text;
    int dotted = text.lastIndexOf(':') + 1;
    if (text.indexOf('.', dotted) > 0) {
      Optional<BigInteger> low = parse4(text.substring(dotted));
      if (low.isEmpty()) {
        return Optional.empty();
      }
      int four = low.get().intValue();
      whole =
          text.substring(0, dotted)
              + Integer.toHexString(four >>> 16)
              + ":"
              + Integer.toHexString(four & 0xffff);
    }
    int gap = whole.indexOf("::");
    List<String> head = groups(gap < 0 ? whole : whole.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : groups(whole.substring(gap + 2));
    int missing = 8 - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(head);
    for (int i = 0; i < missing; i++) {
      all.add("0");
    }
    all.addAll(tail);
    BigInteger value = BigInteger.ZERO;
    for (String group : all) {
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return Optional.empty();
      }
      value = value.shiftLeft(16).or(new BigInteger(group, 16));
    }
    return Optional.of(value);
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits() - prefix);
  }

  boolean isSingle() {
    return prefix == bits();
  }

  BigInteger netmask() {
    return mask(version, prefix);
  }

  BigInteger hostmask() {
    return size().subtract(BigInteger.ONE);
  }

  BigInteger first() {
    return address.and(netmask());
  }

  BigInteger last() {
    return first().or(hostmask());
  }

  /** Whether there is a broadcast address: not in the smallest networks. */
  boolean hasBroadcast() {
    return bits() - prefix > 1;
  }

  boolean isNetwork() {
    return address.equals(first());
  }

  /** The first and the last address that hosts may have. */
  BigInteger firstUsable() {
    return bits() - prefix == 1 ? first() : first().add(BigInteger.ONE);
  }

  BigInteger lastUsable() {
    return bits() - prefix == 1 ? last() : last().subtract(BigInteger.ONE);
  }

  boolean contains(Net other) {
    return version == other.version
        && first().compareTo(other.first()) <= 0
        && last().compareTo(other.last()) >= 0;
  }

  /** Another address of the same version, as text. */
  String text(BigInteger other) {
    return version == 4 ? text4(other.longValue()) : text6(other);
  }

  /** The address alone. */
  String ip() {
    return text(address);
  }

  /** The network, without what the address adds. */
  Net network() {
    return new Net(version, first(), prefix);
  }

  @Override
  public String toString() {
    return ip() + "/" + prefix;
  }

  private static String text4(long value) {
    return (value >> 24 & 255)
        + "."
        + (value >> 16 & 255)
        + "."
        + (value >> 8 & 255)
        + "."
        + (value & 255);
  }

  /** The shortest form, as RFC 5952 has it. */
  private static String text6(BigInteger value) {
    BigInteger high = value.shiftRight(32);
    if (high.equals(BigInteger.valueOf(0xffff)) || high.signum() == 0 && value.bitLength() > 16) {
      return (high.signum() == 0 ? "::" : "::ffff:") + text4(value.and(LOW_32).longValue());
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = value.shiftRight(112 - 16 * i).intValue() & 0xffff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        out.append(i == 0 ? "::" : ":");
        i += length - 1;
      } else {
        out.append(Integer.toHexString(groups[i])).append(i < 7 ? ":" : "");
      }
    }
    return out.toString();
  }
}
