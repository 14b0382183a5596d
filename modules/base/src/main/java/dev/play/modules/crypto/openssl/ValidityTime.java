package dev.play.modules.crypto.openssl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a certificate begins or ends to hold.
 *
 * @param absolute as {@code YYYYMMDDHHMMSSZ}; empty for one that counts from now
 * @param seconds from now
 */
public record ValidityTime(Optional<String> absolute, long seconds) {
  private static final Pattern RELATIVE =
      Pattern.compile(
          "([+-])(?:(\\d{1,6})[wW])?(?:(\\d{1,6})[dD])?(?:(\\d{1,7})[hH])?(?:(\\d{1,9})[mM])?(?:(\\d{1,10})[sS]?)?");
  private static final long[] UNITS = {7 * 86400, 86400, 3600, 60, 1};

  /**
   * Reads {@code +3650d}, {@code -1w2d}, {@code 20301231235959Z}.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static ValidityTime parse(String text) {
    if (text.matches("\\d{12}(\\d{2})?Z")) {
      String whole = text.length() == 13 ? text.substring(0, 12) + "00Z" : text;
      return new ValidityTime(Optional.of(whole), 0);
    }
    Matcher relative = RELATIVE.matcher(text);
    if (!relative.matches() || text.length() < 2) {
      throw new IllegalArgumentException(
          "not a time: '" + text + "'; write +3650d, -1w2d or YYYYMMDDHHMMSSZ");
    }
    long sum = 0;
    for (int i = 0; i < UNITS.length; i++) {
      String number = relative.group(i + 2);
      sum += number == null ? 0 : Long.parseLong(number) * UNITS[i];
    }
    return new ValidityTime(Optional.empty(), relative.group(1).equals("-") ? -sum : sum);
  }

  /** As the script takes it. */
  public String word() {
    return absolute.orElse(Long.toString(seconds));
  }

  /** Whether a certificate's time is this; nobody can meet one that counts from now. */
  boolean is(String told) {
    return absolute.filter(told::equals).isPresent();
  }
}
