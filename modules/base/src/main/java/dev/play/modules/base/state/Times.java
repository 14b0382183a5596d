package dev.play.modules.base.state;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The times that a task asks for.
 *
 * @param modified {@code now}, {@code preserve} or a date in its format
 * @param accessed likewise
 */
public record Times(
    String modified, String modifiedFormat, String accessed, String accessedFormat) {
  public Times {
    if (isDate(modified)) {
      parse(modified, modifiedFormat);
    }
    if (isDate(accessed)) {
      parse(accessed, accessedFormat);
    }
  }

  /** Whether both stay as they are. */
  public boolean preserved() {
    return modified.equals("preserve") && accessed.equals("preserve");
  }

  /** The modification time asked for, in seconds since the epoch. */
  public Optional<Double> modifiedAt(HostView host) {
    return epoch(host, modified, modifiedFormat);
  }

  /** The access time asked for, in seconds since the epoch. */
  public Optional<Double> accessedAt(HostView host) {
    return epoch(host, accessed, accessedFormat);
  }

  private static boolean isDate(String time) {
    return !time.isEmpty() && !time.equals("now") && !time.equals("preserve");
  }

  private static Optional<Double> epoch(HostView host, String time, String format) {
    if (!isDate(time)) {
      return Optional.empty();
    }
    String local =
        parse(time, format).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    // The host knows its time zone; date(1) of coreutils and busybox read this form alike.
    Probe.Query date =
        Probe.Query.of(Set.of(Resource.topic("timezone")), "date", "-d", local, "+%s");
    String out = host.known(date).out().trim();
    if (!out.matches("-?[0-9]+")) {
      throw new ModuleFailure("the host cannot tell when " + local + " is");
    }
    return Optional.of(Double.parseDouble(out));
  }

  private static LocalDateTime parse(String time, String format) {
    try {
      return LocalDateTime.parse(
          time, DateTimeFormatter.ofPattern(pattern(format), Locale.ENGLISH));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + time + "' does not fit the time format " + format, e);
    }
  }

  /** A strptime(3) format as Java writes it. */
  private static String pattern(String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c == '\'' ? "''" : Character.isLetter(c) ? "'" + c + "'" : String.valueOf(c));
        continue;
      }
      char code = format.charAt(++i);
      boolean fixed =
          (i + 1 < format.length() && format.charAt(i + 1) == '%')
              || (i >= 3 && format.charAt(i - 3) == '%');
      String letters =
          switch (code) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'j' -> "DDD";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'p' -> "a";
            case '%' -> "%";
            default ->
                throw new IllegalArgumentException(
                    "%" + code + " in a time format is not supported");
          };
      // As strptime(3), one digit will do where no digits adjoin.
      out.append(fixed || !"mdHIMS".contains("" + code) ? letters : letters.substring(1));
    }
    return out.toString();
  }
}
