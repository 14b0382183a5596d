package dev.play.modules.base.search;

import dev.play.host.FileInfo;
import dev.play.modules.base.text.Glob;
import dev.play.modules.base.text.PythonRegex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path must be to be found, as far as stat(1) tells. */
public final class Criteria {
  private static final Pattern SIZE = Pattern.compile("(-?[0-9]+)([bkmgt]?)");
  private static final Pattern AGE = Pattern.compile("(-?[0-9]+)([smhdw]?)");

  private Criteria() {}

  /**
   * Bytes: a number with b, k, m, g or t.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long size(String text) {
    Matcher m = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("size must be like 10m or -4k, not " + text);
    }
    int shift = 10 * Math.max(0, "bkmgt".indexOf(m.group(2).isEmpty() ? "b" : m.group(2)));
    return Long.parseLong(m.group(1)) << shift;
  }

  /**
   * Seconds: a number with s, m, h, d or w.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long age(String text) {
    Matcher m = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("age must be like 2d or -30m, not " + text);
    }
    long unit =
        switch (m.group(2)) {
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86400;
          case "w" -> 7 * 86400;
          default -> 1;
        };
    return Long.parseLong(m.group(1)) * unit;
  }

  /** At least that much, or at most where the limit is negative. */
  public static boolean within(double actual, Optional<Long> limit) {
    return limit.isEmpty()
        || (limit.get() >= 0 ? actual >= limit.get() : actual <= Math.abs(limit.get()));
  }

  /** Whether a name fits one of the shell patterns or expressions. */
  public static boolean named(String name, List<String> patterns, boolean regex) {
    String bytes = PythonRegex.bytes(name);
    for (String pattern : patterns) {
      boolean fits =
          regex ? new PythonRegex(pattern, 0).on(bytes).lookingAt() : Glob.matches(pattern, name);
      if (fits) {
        return true;
      }
    }
    return false;
  }

  /** Whether the permissions are these, or (not exact) hold at least these. */
  public static boolean mode(FileInfo info, Optional<Integer> wanted, boolean exact) {
    return wanted.isEmpty()
        || (exact ? info.mode() == wanted.get() : (info.mode() & wanted.get()) == wanted.get());
  }
}
