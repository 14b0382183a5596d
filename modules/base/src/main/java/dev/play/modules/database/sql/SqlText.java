package dev.play.modules.database.sql;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements as a task gives them, with values put into them as Python's drivers do. */
public final class SqlText {
  private static final Pattern PLACE = Pattern.compile("%(%|s|\\(([^)]*)\\)s)?");

  private SqlText() {}

  /**
   * One statement or several.
   *
   * @throws IllegalArgumentException where it is neither a text nor a list of texts
   */
  public static List<String> statements(Value query) {
    List<Value> all = query instanceof Value.Sequence(List<Value> items) ? items : List.of(query);
    List<String> out = new ArrayList<>();
    for (Value each : all) {
      if (!(each instanceof Value.Text(String text)) || text.isBlank()) {
        throw new IllegalArgumentException("query must be a text or a list of texts");
      }
      out.add(text.strip().replaceFirst("[;\\s]+$", ""));
    }
    return out;
  }

  /** The values of a list; a single value is one. */
  public static List<Value> list(Value value) {
    return value instanceof Value.Sequence(List<Value> items) ? items : List.of(value);
  }

  /**
   * Values in the places of {@code %s} and {@code %(name)s}; {@code %%} is a percent sign. Without
   * values a statement stays as it is.
   *
   * @param literal how a value is written
   * @throws IllegalArgumentException where places and values do not fit
   */
  public static String with(
      String statement,
      Optional<List<Value>> positional,
      Optional<Map<String, Value>> named,
      java.util.function.Function<Value, String> literal) {
    if (positional.isEmpty() && named.isEmpty()) {
      return statement;
    }
    Matcher place = PLACE.matcher(statement);
    StringBuilder out = new StringBuilder();
    int next = 0;
    while (place.find()) {
      String what = place.group(1);
      String text;
      if ("%".equals(what)) {
        text = "%";
      } else if ("s".equals(what) && positional.filter(p -> !p.isEmpty()).isPresent()) {
        if (next >= positional.get().size()) {
          throw new IllegalArgumentException("not enough arguments for: " + statement);
        }
        text = literal.apply(positional.get().get(next++));
      } else if (what != null && place.group(2) != null && named.isPresent()) {
        Value value = named.get().get(place.group(2));
        if (value == null) {
          throw new IllegalArgumentException("named_args has no " + place.group(2));
        }
        text = literal.apply(value);
      } else {
        throw new IllegalArgumentException(
            "a percent sign has to be written as %% in: " + statement);
      }
      place.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    if (positional.isPresent() && next < positional.get().size()) {
      throw new IllegalArgumentException("not all arguments are used in: " + statement);
    }
    return place.appendTail(out).toString();
  }

  /**
   * A value as SQL writes it.
   *
   * @param quoted how a text is
   * @param list how a list's elements are put together
   */
  public static String literal(
      Value value, UnaryOperator<String> quoted, UnaryOperator<String> list) {
    return switch (value) {
      case Value.None n -> "NULL";
      case Value.Bool(boolean b) -> b ? "TRUE" : "FALSE";
      case Value.Int(long i) -> Long.toString(i);
      case Value.BigInt b -> b.value().toString();
      case Value.Real(double d) -> Double.toString(d);
      case Value.Secret(Value hidden) -> literal(hidden, quoted, list);
      case Value.Sequence(List<Value> items) ->
          list.apply(String.join(", ", items.stream().map(i -> literal(i, quoted, list)).toList()));
      case Value.Text(String text) -> quoted.apply(text);
      default -> quoted.apply(dev.play.modules.base.text.ValueText.json(value));
    };
  }

  /**
   * MySQL's statements that set variables of the session.
   *
   * @throws IllegalArgumentException for what is no name of a variable
   */
  public static List<String> session(Map<String, Value> variables) {
    List<String> out = new ArrayList<>();
    variables.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("not a variable: '" + name + "'");
          }
          String text = literal(value, MysqlClient::quoted, list -> "(" + list + ")");
          out.add("SET SESSION " + name + " = " + text);
        });
    return out;
  }

  /** The first word, in upper case, behind comments and brackets. */
  public static String verb(String statement) {
    String bare = statement.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("(?m)--\\s.*$|#.*$", " ");
    Matcher word = Pattern.compile("[A-Za-z]+").matcher(bare);
    return word.find() ? word.group().toUpperCase(java.util.Locale.ROOT) : "";
  }
}
