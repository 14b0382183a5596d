package dev.play.modules.crypto.acme;

import dev.play.module.ModuleFailure;
import dev.play.value.Value;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * When a CA would have a certificate renewed (RFC 9773, 4.2); times in seconds since 1970.
 *
 * @param explained address of a page that says why
 */
public record RenewalWindow(long start, long end, Optional<String> explained) {
  private static final int BITS = 53;

  /**
   * Reads what a CA has told.
   *
   * @throws ModuleFailure where it has told something else
   */
  public static RenewalWindow of(Value.Dict told) {
    Value.Dict window =
        told.get("suggestedWindow")
            .flatMap(w -> w instanceof Value.Dict d ? Optional.of(d) : Optional.empty())
            .orElse(Value.EMPTY_DICT);
    RenewalWindow out =
        new RenewalWindow(
            time(window, "start"), time(window, "end"), Answer.text(told, "explanationURL"));
    if (out.end < out.start) {
      throw new ModuleFailure("the CA's renewal information ends before it begins");
    }
    return out;
  }

  private static long time(Value.Dict window, String name) {
    String text = Answer.text(window, name).orElse("nothing");
    try {
      return OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeParseException e) {
      throw new ModuleFailure(
          "the CA's renewal information has no time to " + name + " with, but " + text);
    }
  }

  /**
   * A time in it for one certificate: as if drawn, and always the same, so that a check and what
   * follows it agree.
   *
   * @param identifier which the CA knows the certificate by
   */
  public long drawn(String identifier) {
    byte[] digest = Arrays.copyOf(AccountKey.sha256(identifier), Long.BYTES);
    double part =
        new BigInteger(1, digest).shiftRight(Long.SIZE - BITS).doubleValue() / (1L << BITS);
    return start + (long) (part * (end - start));
  }
}
