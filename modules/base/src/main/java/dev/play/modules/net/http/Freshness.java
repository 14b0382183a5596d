package dev.play.modules.net.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which headers say how new an answer has to be. */
public final class Freshness {
  /** RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Freshness() {}

  /**
   * The headers with those that say it; a header given already stays. As Ansible's: from no cache
   * when forced, else only what is newer than the file that is there.
   *
   * @param modified when the file that is there was, in seconds since the epoch
   */
  public static Map<String, String> said(
      Map<String, String> headers, boolean force, Optional<Double> modified) {
    Map<String, String> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (force) {
      out.put("Cache-Control", "no-cache");
    } else {
      modified.ifPresent(m -> out.put("If-Modified-Since", date(m)));
    }
    out.putAll(headers);
    return out;
  }

  private static String date(double seconds) {
    return HTTP_DATE.format(Instant.ofEpochSecond((long) Math.floor(seconds)));
  }
}
