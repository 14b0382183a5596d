package dev.play.template.time;

import dev.play.template.library.Arguments;
import dev.play.template.library.ArithmeticValue;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Python's {@code datetime} without a time zone. */
public record DateValue(LocalDateTime at, ZoneId zone) implements ArithmeticValue, ObjectValue {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** A method of a date. */
  private record DateMethod(String name, String signature, Body body) implements CallableValue {
    interface Body {
      Value run(Arguments arguments);
    }

    @Override
    public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
      return body.run(Arguments.of(signature, positional, named));
    }

    @Override
    public String typeName() {
      return "builtin_function_or_method";
    }

    @Override
    public String toString() {
      return "<built-in method " + name + " of datetime.datetime object>";
    }
  }

  @Override
  public Optional<Value> member(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "year" -> Value.of(at.getYear());
          case "month" -> Value.of(at.getMonthValue());
          case "day" -> Value.of(at.getDayOfMonth());
          case "hour" -> Value.of(at.getHour());
          case "minute" -> Value.of(at.getMinute());
          case "second" -> Value.of(at.getSecond());
          case "microsecond" -> Value.of(at.getNano() / 1000);
          case "strftime" ->
              method(
                  name,
                  "format",
                  a -> new Value.Text(TimeFormat.write(a.text("format"), at.atZone(zone))));
          case "isoformat" -> method(name, "sep?", a -> new Value.Text(text(a.text("sep", "T"))));
          case "timestamp" ->
              method(
                  name,
                  "",
                  a ->
                      new Value.Real(
                          ChronoUnit.MICROS.between(
                                  LocalDateTime.of(1970, 1, 1, 0, 0).atZone(ZoneOffset.UTC),
                                  at.atZone(zone))
                              / 1e6));
          case "weekday" -> method(name, "", a -> Value.of(at.getDayOfWeek().getValue() - 1));
          case "isoweekday" -> method(name, "", a -> Value.of(at.getDayOfWeek().getValue()));
          case "date" ->
              method(name, "", a -> new DateValue(at.truncatedTo(ChronoUnit.DAYS), zone));
          default -> null;
        });
  }

  private static Value method(String name, String signature, DateMethod.Body body) {
    return new DateMethod(name, signature, body);
  }

  @Override
  public Optional<Value> combine(String sign, Value other, boolean reversed) {
    return switch (other) {
      case DateValue d when sign.equals("-") ->
          Optional.of(
              new SpanValue(reversed ? Duration.between(at, d.at) : Duration.between(d.at, at)));
      case SpanValue s when sign.equals("+") ->
          Optional.of(new DateValue(at.plus(s.length()), zone));
      case SpanValue s when sign.equals("-") && !reversed ->
          Optional.of(new DateValue(at.minus(s.length()), zone));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Integer> order(Value other) {
    return other instanceof DateValue d ? Optional.of(at.compareTo(d.at)) : Optional.empty();
  }

  @Override
  public String typeName() {
    return "datetime";
  }

  private String text(String separator) {
    int micros = at.getNano() / 1000;
    return SECONDS.format(at).replace(" ", separator)
        + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
  }

  @Override
  public String toString() {
    return text(" ");
  }
}
