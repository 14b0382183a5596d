package dev.play.template.closure;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.operation.Taint;
import dev.play.value.Value;

/** {@code and}, {@code or}, {@code not}: Python's over known values, Kleene's over unknown ones. */
final class Logic {
  private Logic() {}

  static Code and(Code left, Code right) {
    return frame -> {
      Value a = left.run(frame);
      if (unknown(a)) {
        return beside(a, right, frame, false);
      }
      return Conditions.truth(a) ? right.run(frame) : a;
    };
  }

  static Code or(Code left, Code right) {
    return frame -> {
      Value a = left.run(frame);
      if (unknown(a)) {
        return beside(a, right, frame, true);
      }
      return Conditions.truth(a) ? a : right.run(frame);
    };
  }

  /** The other side when it decides alone, else unknown. Its mistakes may never come up. */
  private static Value beside(Value unknown, Code other, Frame frame, boolean deciding) {
    try {
      Value b = other.run(frame);
      return !unknown(b) && Conditions.truth(b) == deciding ? b : unknown;
    } catch (EvaluationException e) {
      return unknown;
    }
  }

  static Code not(Code operand) {
    return frame -> {
      Value value = operand.run(frame);
      return unknown(value) ? value : Value.of(!Conditions.truth(value));
    };
  }

  private static boolean unknown(Value value) {
    return Taint.surface(value) instanceof Value.Unknown;
  }
}
