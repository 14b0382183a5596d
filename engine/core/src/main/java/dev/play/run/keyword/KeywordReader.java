package dev.play.run.keyword;

import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates keywords in a scope, as the types that they must have. */
public final class KeywordReader {
  /** A keyword whose value is only known after another task has run. */
  public static final class NotYetKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotYetKnown(String because) {
      super(because, null, false, false);
    }

    /** Reads after "unknown". */
    public String because() {
      return String.valueOf(getMessage());
    }
  }

  private final Scope scope;

  public KeywordReader(Scope scope) {
    this.scope = scope;
  }

  /** Empty when not given, None or omitted. */
  public Optional<Value> value(Optional<Compiled> keyword) {
    if (keyword.isEmpty()) {
      return Optional.empty();
    }
    Value value = open(keyword.get().evaluate(scope), keyword.get());
    return value instanceof Value.None || Omitted.is(value, scope)
        ? Optional.empty()
        : Optional.of(value);
  }

  private static Value open(Value value, Compiled from) {
    return switch (value) {
      case Value.Secret s -> open(s.hidden(), from);
      case Value.Unknown u -> throw new NotYetKnown(u.because());
      case Value.Undefined u -> throw Values.undefined(u).at(from.span());
      default -> value;
    };
  }

  public boolean flag(Optional<Compiled> keyword, boolean otherwise) {
    return flag(keyword).orElse(otherwise);
  }

  public Optional<Boolean> flag(Optional<Compiled> keyword) {
    return value(keyword).map(v -> bool(v, keyword.orElseThrow()));
  }

  private static boolean bool(Value value, Compiled from) {
    Boolean known = asBoolean(value);
    if (known == null) {
      throw EvaluationException.of(
              "The value '"
                  + PythonText.str(Values.veiled(value))
                  + "' is not a valid boolean. Valid booleans are true, false, yes, no, on, off, 1"
                  + " and 0")
          .at(from.span());
    }
    return known;
  }

  /** Ansible's reading of yes, on, 1, true and their opposites; null for anything else. */
  public static @Nullable Boolean asBoolean(Value value) {
    return switch (value) {
      case Value.Bool b -> b.value();
      case Value.Int(long number) when number == 0 || number == 1 -> number == 1;
      case Value.Text(String text) ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "on", "1", "true", "t", "y", "1.0" -> true;
            case "no", "off", "0", "false", "f", "n", "0.0" -> false;
            default -> null;
          };
      default -> null;
    };
  }

  public Optional<Integer> integer(Optional<Compiled> keyword) {
    return number(keyword).map(n -> (int) n.doubleValue());
  }

  /** Seconds and the like. */
  public Optional<Double> number(Optional<Compiled> keyword) {
    return value(keyword)
        .map(
            v -> {
              try {
                return Double.valueOf(PythonText.str(v).strip());
              } catch (NumberFormatException e) {
                throw EvaluationException.of(
                        "must be a number, not " + PythonText.str(Values.veiled(v)))
                    .at(keyword.orElseThrow().span());
              }
            });
  }

  public Optional<String> text(Optional<Compiled> keyword) {
    return value(keyword).map(PythonText::str).filter(s -> !s.isEmpty());
  }

  /** Lists of names, also written as one text with commas. */
  public List<String> texts(Value value) {
    List<String> out = new ArrayList<>();
    switch (value) {
      case Value.Sequence s -> s.items().forEach(item -> out.addAll(texts(item)));
      case Value.Text t ->
          java.util.Arrays.stream(t.text().split(","))
              .map(String::strip)
              .filter(n -> !n.isEmpty())
              .forEach(out::add);
      case Value.None n -> {}
      default -> out.add(PythonText.str(value));
    }
    return out;
  }
}
