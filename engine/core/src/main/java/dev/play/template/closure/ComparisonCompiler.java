package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Taint;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.Expr.Comparator;
import dev.play.value.Value;
import java.util.List;

/** Comparisons and chains of them. */
final class ComparisonCompiler {
  private ComparisonCompiler() {}

  static Code compile(
      Expr.Compare compare, ExpressionCompiler expressions, Compilation compilation) {
    Code first = expressions.compile(compare.first());
    List<Expr.Comparison> rest = compare.rest();
    Code[] operands = rest.stream().map(c -> expressions.compile(c.right())).toArray(Code[]::new);
    Comparator[] operators =
        rest.stream().map(Expr.Comparison::operator).toArray(Comparator[]::new);
    Span[] spans = rest.stream().map(c -> compilation.span(c.at())).toArray(Span[]::new);
    if (operators.length == 1) {
      return frame -> one(operators[0], first.run(frame), operands[0].run(frame), frame, spans[0]);
    }
    return frame -> {
      Value left = first.run(frame);
      Value unknown = Value.TRUE;
      for (int i = 0; i < operators.length; i++) {
        Value right = operands[i].run(frame);
        Value result = one(operators[i], left, right, frame, spans[i]);
        if (result instanceof Value.Unknown) {
          unknown = result;
        } else if (!Frame.decide(result)) {
          return result;
        }
        left = right;
      }
      return unknown;
    };
  }

  private static Value one(Comparator operator, Value a, Value b, Frame frame, Span span) {
    if (a instanceof Value.Text x && b instanceof Value.Text y && operator == Comparator.EQUAL) {
      return Value.of(x.text().equals(y.text()));
    }
    Value left = operand(a, frame);
    Value right = operand(b, frame);
    boolean membership = operator == Comparator.IN || operator == Comparator.NOT_IN;
    try {
      if (membership && !(left instanceof Value.Unknown) && right instanceof Value.Sequence s) {
        return member(operator, s, left);
      }
      return Taint.lift(
          Taint.whole(left),
          membership ? right : Taint.whole(right),
          (x, y) -> apply(operator, x, y));
    } catch (EvaluationException e) {
      throw e.at(span);
    }
  }

  private static Value operand(Value value, Frame frame) {
    Value defined = ExpressionCompiler.defined(value);
    return Taint.plain(defined) || defined instanceof LazyDict
        ? defined
        : frame.deepResolve(defined);
  }

  /** An unknown element decides nothing while another one is found. */
  private static Value member(Comparator operator, Value.Sequence list, Value item) {
    Value.Unknown unknown = null;
    boolean secret = Taint.holdsSecret(item);
    Value wanted = Taint.open(item);
    boolean found = false;
    for (Value each : list.items()) {
      Value.Unknown inside = Taint.unknown(each).orElse(null);
      if (inside != null) {
        unknown = inside;
      } else if (!(each instanceof Value.Undefined)) {
        secret |= Taint.holdsSecret(each);
        found |= Comparing.equal(Taint.open(each), wanted);
      } else {
        throw dev.play.template.Values.undefined((Value.Undefined) each);
      }
    }
    if (!found && unknown != null) {
      return unknown;
    }
    Value result = Value.of(found == (operator == Comparator.IN));
    return secret ? Taint.secret(result) : result;
  }

  private static Value apply(Comparator operator, Value a, Value b) {
    return Value.of(
        switch (operator) {
          case EQUAL -> Comparing.equal(a, b);
          case NOT_EQUAL -> !Comparing.equal(a, b);
          case LESS -> Comparing.order(a, b) < 0;
          case LESS_OR_EQUAL -> Comparing.order(a, b) <= 0;
          case GREATER -> Comparing.order(a, b) > 0;
          case GREATER_OR_EQUAL -> Comparing.order(a, b) >= 0;
          case IN -> Comparing.contains(b, a);
          case NOT_IN -> !Comparing.contains(b, a);
        });
  }
}
