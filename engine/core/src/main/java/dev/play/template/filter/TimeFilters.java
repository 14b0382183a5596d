package dev.play.template.filter;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.time.DateValue;
import dev.play.template.time.TimeFormat;
import dev.play.value.Value;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates: filters and {@code now()}. */
public final class TimeFilters {
  private TimeFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("to_datetime", "format?", TimeFilters::read, Trait.IMPURE)
        .filter("strftime", "second? utc?", TimeFilters::write, Trait.IMPURE)
        .function("now", "utc? fmt?", TimeFilters::now, Trait.IMPURE);
  }

  private static ZoneId zone(Evaluation e) {
    return e.scope().lookups().clock().getZone();
  }

  private static Value read(Value v, Arguments a, Evaluation e) {
    return new DateValue(
        TimeFormat.read(Inputs.string(v), a.text("format", "%Y-%m-%d %H:%M:%S")), zone(e));
  }

  private static Value write(Value v, Arguments a, Evaluation e) {
    Clock clock = e.scope().lookups().clock();
    double second = a.has("second") ? epoch(a) : clock.instant().getEpochSecond();
    ZoneId zone = a.flag("utc", false) ? ZoneOffset.UTC : clock.getZone();
    try {
      return text(
          TimeFormat.write(text(v), Instant.ofEpochSecond((long) Math.floor(second)).atZone(zone)));
    } catch (DateTimeException beyond) {
      throw EvaluationException.of("timestamp out of range for platform time_t");
    }
  }

  private static double epoch(Arguments a) {
    try {
      return a.real("second", 0);
    } catch (EvaluationException wrong) {
      throw EvaluationException.of(
          "Invalid value for epoch value (" + Inputs.text(a.value("second")) + ")");
    }
  }

  private static Value now(Arguments a, Evaluation e) {
    Clock clock = e.scope().lookups().clock();
    ZoneId zone = a.flag("utc", false) ? ZoneOffset.UTC : clock.getZone();
    LocalDateTime at = LocalDateTime.ofInstant(clock.instant(), zone);
    return a.has("fmt")
        ? text(TimeFormat.write(a.text("fmt"), at.atZone(zone)))
        : new DateValue(at, zone);
  }
}
