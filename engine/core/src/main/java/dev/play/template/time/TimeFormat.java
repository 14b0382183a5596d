package dev.play.template.time;

import dev.play.template.EvaluationException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Python's {@code strftime} and {@code strptime}, in the C locale. */
public final class TimeFormat {
  private TimeFormat() {}

  /** A time in a format such as {@code %Y-%m-%d}. */
  public static String write(String format, ZonedDateTime at) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 >= format.length()) {
        out.append(c);
        continue;
      }
      char directive = format.charAt(++i);
      boolean unpadded = directive == '-' && i + 1 < format.length();
      if (unpadded) {
        directive = format.charAt(++i);
      }
      String written = directive(directive, at);
      out.append(unpadded ? written.replaceFirst("^[0 ]+(?=.)", "") : written);
    }
    return out.toString();
  }

  private static String directive(char c, ZonedDateTime at) {
    return switch (c) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 's' -> Long.toString(at.toEpochSecond());
      case 'f' -> String.format(Locale.ROOT, "%06d", at.getNano() / 1000);
      case 'e' -> String.format(Locale.ROOT, "%2d", at.getDayOfMonth());
      case 'C' -> String.format(Locale.ROOT, "%02d", at.getYear() / 100);
      case 'u' -> Integer.toString(at.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(at.getDayOfWeek().getValue() % 7);
      case 'U' ->
          String.format(
              Locale.ROOT, "%02d", (at.getDayOfYear() + 6 - at.getDayOfWeek().getValue() % 7) / 7);
      case 'W' ->
          String.format(
              Locale.ROOT, "%02d", (at.getDayOfYear() + 7 - at.getDayOfWeek().getValue()) / 7);
      case 'V' -> String.format(Locale.ROOT, "%02d", at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> Integer.toString(at.get(IsoFields.WEEK_BASED_YEAR));
      case 'z' ->
          at.getOffset().getId().equals("Z") ? "+0000" : at.getOffset().getId().replace(":", "");
      case 'Z' -> pattern("zzz", at).equals("Z") ? "UTC" : pattern("zzz", at);
      case 'Y',
          'm',
          'd',
          'H',
          'I',
          'M',
          'S',
          'y',
          'b',
          'h',
          'B',
          'a',
          'A',
          'j',
          'p',
          'D',
          'F',
          'T',
          'R',
          'r',
          'c',
          'x',
          'X' ->
          pattern(javaPattern(c), at);
      default -> "%" + c;
    };
  }

  private static String pattern(String pattern, ZonedDateTime at) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).format(at);
  }

  private static String javaPattern(char c) {
    return switch (c) {
      case 'Y' -> "yyyy";
      case 'm' -> "MM";
      case 'd' -> "dd";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'y' -> "yy";
      case 'b', 'h' -> "MMM";
      case 'B' -> "MMMM";
      case 'a' -> "EEE";
      case 'A' -> "EEEE";
      case 'j' -> "DDD";
      case 'p' -> "a";
      case 'D', 'x' -> "MM/dd/yy";
      case 'F' -> "yyyy-MM-dd";
      case 'T', 'X' -> "HH:mm:ss";
      case 'R' -> "HH:mm";
      case 'r' -> "hh:mm:ss a";
      case 'c' -> "EEE MMM ppd HH:mm:ss yyyy";
      default -> throw new IllegalArgumentException("no pattern for %" + c);
    };
  }

  /**
   * A text read by a format.
   *
   * @throws EvaluationException when the text is not so
   */
  public static LocalDateTime read(String text, String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 >= format.length()) {
        builder.appendLiteral(c);
        continue;
      }
      char directive = format.charAt(++i);
      boolean adjacent =
          i + 1 < format.length() && format.charAt(i + 1) == '%'
              || i >= 2 && format.charAt(i - 2) != '%' && i >= 3 && format.charAt(i - 3) == '%';
      if (adjacent && "dmHIMS".indexOf(directive) >= 0) {
        fixed(directive, builder);
      } else {
        field(directive, builder);
      }
    }
    try {
      TemporalAccessor parsed = builder.toFormatter(Locale.US).parse(text.strip());
      return date(parsed);
    } catch (DateTimeException e) {
      throw EvaluationException.of(
          "time data '" + text + "' does not match format '" + format + "'");
    }
  }

  private static void field(char c, DateTimeFormatterBuilder builder) {
    switch (c) {
      case '%' -> builder.appendLiteral('%');
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, false);
      case 'z' -> builder.appendPattern("[XXX][XX]");
      case 'Z' -> builder.appendZoneText(java.time.format.TextStyle.SHORT);
      case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
      case 'e' -> builder.appendPattern("d");
      case 'd' -> builder.appendPattern("d");
      case 'm' -> builder.appendPattern("M");
      case 'H' -> builder.appendPattern("H");
      case 'I' -> builder.appendPattern("h");
      case 'M' -> builder.appendPattern("m");
      case 'S' -> builder.appendPattern("s");
      case 'Y', 'y', 'b', 'B', 'h', 'a', 'A', 'j', 'p', 'F', 'D', 'T', 'R' -> fixed(c, builder);
      default -> throw EvaluationException.of("'" + c + "' is a bad directive in the time format");
    }
  }

  /** Numbers without separators between them, as in {@code %Y%m%d}, need fixed widths. */
  private static void fixed(char c, DateTimeFormatterBuilder builder) {
    builder.appendPattern(javaPattern(c).replace("yyyy", "uuuu").replace("yy/", "uu/"));
  }

  private static LocalDateTime date(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS) && !parsed.isSupported(ChronoField.YEAR)) {
      return LocalDateTime.ofEpochSecond(
          parsed.getLong(ChronoField.INSTANT_SECONDS), 0, java.time.ZoneOffset.UTC);
    }
    int year = field(parsed, ChronoField.YEAR, field(parsed, ChronoField.YEAR_OF_ERA, 1900));
    int month = field(parsed, ChronoField.MONTH_OF_YEAR, 1);
    int day = field(parsed, ChronoField.DAY_OF_MONTH, 1);
    LocalDateTime at =
        LocalDateTime.of(
            year,
            month,
            day,
            field(parsed, ChronoField.HOUR_OF_DAY, 0),
            field(parsed, ChronoField.MINUTE_OF_HOUR, 0),
            field(parsed, ChronoField.SECOND_OF_MINUTE, 0),
            field(parsed, ChronoField.NANO_OF_SECOND, 0));
    return parsed.isSupported(ChronoField.DAY_OF_YEAR)
            && !parsed.isSupported(ChronoField.MONTH_OF_YEAR)
        ? at.withDayOfYear(parsed.get(ChronoField.DAY_OF_YEAR))
        : at;
  }

  private static int field(TemporalAccessor parsed, ChronoField field, int otherwise) {
    return parsed.isSupported(field) ? parsed.get(field) : otherwise;
  }
}
