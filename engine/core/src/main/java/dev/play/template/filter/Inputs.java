package dev.play.template.filter;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.Iteration;
import dev.play.value.Value;
import java.util.List;

/** How filters read what they are given. */
public final class Inputs {
  private Inputs() {}

  /** Any value as text, by {@code str()}. */
  public static String text(Value value) {
    return PythonText.str(value);
  }

  /** A text; any other type is the author's mistake. */
  public static String string(Value value) {
    if (value instanceof Value.Text t) {
      return t.text();
    }
    throw EvaluationException.of("a string is needed here, not " + Values.typeName(value));
  }

  /** What {@code for} sees in the value. */
  public static List<Value> items(Value value) {
    return Iteration.items(value);
  }

  /** A list; any other type is the author's mistake. */
  public static List<Value> list(Value value) {
    if (value instanceof Value.Sequence s) {
      return s.items();
    }
    throw EvaluationException.of("a list is needed here, not " + Values.typeName(value));
  }

  public static Value.Dict dict(Value value) {
    if (value instanceof Value.Dict d) {
      return d;
    }
    throw EvaluationException.of("a dictionary is needed here, not " + Values.typeName(value));
  }

  public static Value text(String text) {
    return new Value.Text(text);
  }

  /**
   * The member that a path such as {@code a.b.0} leads to; the value itself for an empty path.
   * Undefined where it leads nowhere.
   */
  public static Value member(Value of, Value path, Evaluation evaluation) {
    if (!(path instanceof Value.Text t)) {
      return evaluation.member(of, path);
    }
    Value value = of;
    for (String step : t.text().split("\\.", -1)) {
      boolean index = step.matches("[0-9]{1,18}");
      value =
          evaluation.member(value, index ? Value.of(Long.parseLong(step)) : new Value.Text(step));
    }
    return value;
  }
}
