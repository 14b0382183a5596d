package dev.play.template.time;

import dev.play.template.library.ArithmeticValue;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Python's {@code timedelta}: whole days, and seconds of a day. */
public record SpanValue(Duration length) implements ArithmeticValue, ObjectValue {
  private static final long DAY = 86_400;

  /** {@code total_seconds()}. */
  private record Total(Duration length) implements CallableValue {
    @Override
    public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
      return new Value.Real(length.getSeconds() + length.getNano() / 1e9);
    }

    @Override
    public String typeName() {
      return "builtin_function_or_method";
    }
  }

  @Override
  public Optional<Value> member(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "days" -> Value.of(Math.floorDiv(length.getSeconds(), DAY));
          case "seconds" -> Value.of(Math.floorMod(length.getSeconds(), DAY));
          case "microseconds" -> Value.of(length.getNano() / 1000);
          case "total_seconds" -> new Total(length);
          default -> null;
        });
  }

  @Override
  public Optional<Value> combine(String sign, Value other, boolean reversed) {
    if (!(other instanceof SpanValue s)) {
      return other instanceof DateValue && sign.equals("+")
          ? ((DateValue) other).combine(sign, this, !reversed)
          : Optional.empty();
    }
    return Optional.of(
        new SpanValue(
            sign.equals("+")
                ? length.plus(s.length)
                : reversed ? s.length.minus(length) : length.minus(s.length)));
  }

  @Override
  public Optional<Integer> order(Value other) {
    return other instanceof SpanValue s
        ? Optional.of(length.compareTo(s.length))
        : Optional.empty();
  }

  @Override
  public String typeName() {
    return "timedelta";
  }

  @Override
  public String toString() {
    long days = Math.floorDiv(length.getSeconds(), DAY);
    long rest = Math.floorMod(length.getSeconds(), DAY);
    String clock =
        String.format(Locale.ROOT, "%d:%02d:%02d", rest / 3600, rest % 3600 / 60, rest % 60);
    int micros = length.getNano() / 1000;
    return (days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, "))
        + clock
        + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
  }
}
