package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Ranges of addresses as {@code 10.1.0.0/20} and {@code fd20::/64}. */
public final class Ranges {
  private Ranges() {}

  /**
   * Requires one.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static void require(String option, String range) {
    if (!isRange(range)) {
      throw new IllegalArgumentException(
          "%s '%s' is no range of addresses: they read like 10.1.0.0/20".formatted(option, range));
    }
  }

  private static boolean isRange(String range) {
    int slash = range.indexOf('/');
    String address = slash < 0 ? range : range.substring(0, slash);
    if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return false;
    }
    try {
      int bits = InetAddress.getByName(address).getAddress().length * 8;
      return slash < 0
          || range.substring(slash + 1).matches("[0-9]{1,3}")
              && Integer.parseInt(range.substring(slash + 1)) <= bits;
    } catch (UnknownHostException e) {
      return false; // digits that are no address
    }
  }

  /** Whether it is all of the internet, or half of it. */
  public static boolean isTheWorld(String range) {
    int slash = range.indexOf('/');
    return slash >= 0 && isRange(range) && Integer.parseInt(range.substring(slash + 1)) <= 1;
  }

  /** Whether one range holds all of another and more. */
  public static boolean isWider(Value there, String wanted) {
    if (!(there instanceof Value.Text(String now)) || !isRange(now) || !isRange(wanted)) {
      return false;
    }
    int width = Integer.parseInt(wanted.substring(wanted.indexOf('/') + 1));
    return wanted.contains("/")
        && width < Integer.parseInt(now.substring(now.indexOf('/') + 1))
        && Arrays.equals(head(wanted, width), head(now, width));
  }

  private static byte[] head(String range, int bits) {
    try {
      byte[] address = InetAddress.getByName(range.substring(0, range.indexOf('/'))).getAddress();
      for (int i = 0; i < address.length; i++) {
        int left = Math.clamp(bits - i * 8L, 0, 8);
        address[i] = (byte) (address[i] & (0xff00 >> left));
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(range, e);
    }
  }
}
