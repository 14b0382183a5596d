package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.Optional;

/** Undefined values as they come up. */
public final class Undefineds {
  private Undefineds() {}

  /** What a conditional expression without else gives when its condition is false. */
  public static final Value.Undefined NO_ELSE =
      new Value.Undefined(
          "the value of the inline if, whose condition is false and which has no else,",
          Optional.empty());

  /** The undefined value that a mistake met earlier stands for. */
  public static Value.Undefined of(EvaluationException e) {
    String message = e.message();
    String what =
        message.endsWith(" is undefined")
            ? message.substring(0, message.length() - " is undefined".length())
            : message.contains(" has no ") ? message : message + ", so this";
    return new Value.Undefined(what, e.span());
  }

  /** The same, met while a variable's text was evaluated. */
  static Value.Undefined within(Value.Template text, Value.Undefined undefined) {
    return new Value.Undefined(wanting(text) + undefined.what(), undefined.span());
  }

  /** The same, met while a variable's text was evaluated. */
  static EvaluationException within(Value.Template text, EvaluationException e) {
    return e.saying(wanting(text) + e.message());
  }

  private static String wanting(Value.Template text) {
    return text.source().strip() + ": ";
  }
}
