package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.FunctionValue;
import dev.play.template.eval.Members;
import dev.play.template.eval.Resolver;
import dev.play.template.eval.Undefineds;
import dev.play.template.library.Function;
import dev.play.template.library.Library.Entry;
import dev.play.template.operation.Arithmetic;
import dev.play.template.operation.Slicing;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.Expr;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns expressions into closures. */
final class ExpressionCompiler {
  private final Compilation compilation;
  private final CallCompiler calls;

  ExpressionCompiler(Compilation compilation) {
    this.compilation = compilation;
    this.calls = new CallCompiler(compilation, this);
  }

  CallCompiler calls() {
    return calls;
  }

  Code compile(Expr expr) {
    return switch (expr) {
      case Expr.Literal l -> literal(l);
      case Expr.Name n -> name(n);
      case Expr.ListOf l -> list(l.items());
      case Expr.TupleOf t -> list(t.items());
      case Expr.DictOf d -> dict(d);
      case Expr.Member m -> member(m, compile(m.of()), frame -> m.name(), true);
      case Expr.Index i -> member(i, compile(i.of()), compile(i.key()), false);
      case Expr.Slice s -> slice(s);
      case Expr.Call c -> calls.call(c);
      case Expr.Filter f -> calls.filter(f);
      case Expr.Test t -> calls.test(t);
      case Expr.Unary u -> unary(u);
      case Expr.Binary b -> binary(b);
      case Expr.Compare c -> ComparisonCompiler.compile(c, this, compilation);
      case Expr.And a ->
          Logic.and(compile(a.left()), compilation.perhaps(() -> compile(a.right())));
      case Expr.Or o -> Logic.or(compile(o.left()), compilation.perhaps(() -> compile(o.right())));
      case Expr.Not n -> Logic.not(compile(n.operand()));
      case Expr.Concat c -> concat(c);
      case Expr.Conditional c -> conditional(c);
    };
  }

  private Code literal(Expr.Literal literal) {
    Value value = literal.value();
    if (value instanceof Value.Text t && compilation.embeds() && Engine.hasTags(t.text())) {
      compilation.impure();
      Value.Template template = new Value.Template(t.text(), compilation.span(literal.at()));
      return frame -> frame.resolve(template);
    }
    return frame -> value;
  }

  private Code name(Expr.Name name) {
    compilation.read(name);
    String text = name.name();
    Span span = compilation.span(name.at());
    Value.Undefined undefined = new Value.Undefined("'" + text + "'", Optional.of(span));
    Optional<Entry<Function>> function = compilation.library().function(text);
    Value missing = function.isPresent() ? new FunctionValue(function.get()) : undefined;
    Code variable =
        frame -> {
          Value value = frame.scopeVariable(text);
          return value instanceof Value.Undefined u && u.span().isEmpty() ? missing : value;
        };
    if (!compilation.hasLocals()) {
      return variable;
    }
    return frame -> {
      Value local = frame.local(text);
      return local == null ? variable.run(frame) : local;
    };
  }

  private Code list(List<Expr> items) {
    Code[] codes = items.stream().map(this::compile).toArray(Code[]::new);
    return frame -> {
      List<Value> values = new ArrayList<>(codes.length);
      for (Code code : codes) {
        values.add(code.run(frame));
      }
      return new Value.Sequence(values);
    };
  }

  private Code dict(Expr.DictOf dict) {
    Code[] keys = dict.keys().stream().map(this::compile).toArray(Code[]::new);
    Code[] values = dict.values().stream().map(this::compile).toArray(Code[]::new);
    Span span = compilation.span(dict.at());
    return frame -> {
      Map<Value, Value> entries = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        entries.put(key(keys[i].run(frame), span), values[i].run(frame));
      }
      return new Value.Dict(entries);
    };
  }

  private static Value key(Value key, Span span) {
    return switch (Taint.surface(key)) {
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Unknown u -> throw new UnknownSignal(u);
      case Value.Dict d ->
          throw EvaluationException.of("a dict cannot be a key of a dict").at(span);
      case Value surface -> surface;
    };
  }

  /**
   * A member of what {@code owner} gives.
   *
   * @param whole the expression, for its place
   */
  Code member(Expr whole, Code owner, Code key, boolean dotted) {
    Span span = compilation.span(whole.at());
    return frame -> {
      try {
        Value base = owner.run(frame);
        Value name = key.run(frame);
        Value found = Members.get(base, name, dotted, frame);
        return found == null
            ? new Value.Undefined(Values.missing(frame.resolve(base), name), Optional.of(span))
            : found;
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  private Code slice(Expr.Slice slice) {
    Code of = compile(slice.of());
    Code start = bound(slice.start());
    Code stop = bound(slice.stop());
    Code step = bound(slice.step());
    Span span = compilation.span(slice.at());
    return frame -> {
      Value value = of.run(frame);
      Value from = Taint.surface(start.run(frame));
      Value to = Taint.surface(stop.run(frame));
      Value by = Taint.surface(step.run(frame));
      for (Value v : List.of(value, from, to, by)) {
        if (v instanceof Value.Unknown) {
          return v;
        }
      }
      try {
        Value out = Slicing.slice(Taint.surface(value), from, to, by);
        return value instanceof Value.Secret ? Taint.secret(out) : out;
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  private Code bound(Optional<Expr> bound) {
    return bound.map(this::compile).orElse(frame -> Value.NONE);
  }

  private Code unary(Expr.Unary unary) {
    Code operand = compile(unary.operand());
    Span span = compilation.span(unary.at());
    boolean minus = unary.operator() == Expr.UnaryOperator.MINUS;
    return frame -> {
      Value value = defined(operand.run(frame));
      try {
        return Taint.lift(
            value,
            Value.NONE,
            (v, none) -> minus ? Arithmetic.negative(v) : Arithmetic.positive(v));
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  static Value defined(Value value) {
    if (value instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    return value;
  }

  private Code binary(Expr.Binary binary) {
    Code left = compile(binary.left());
    Code right = compile(binary.right());
    Expr.BinaryOperator operator = binary.operator();
    Span span = compilation.span(binary.at());
    boolean format = operator == Expr.BinaryOperator.MODULO;
    return frame -> {
      Value a = defined(left.run(frame));
      Value b = defined(right.run(frame));
      try {
        if (format && Taint.surface(a) instanceof Value.Text && !Taint.plain(b)) {
          Value resolved = frame.deepResolve(b);
          frame.tellParts(resolved);
          b = Taint.whole(resolved);
        }
        if (a instanceof Value.Secret || b instanceof Value.Secret) {
          frame.tellParts(a);
          frame.tellParts(b);
        }
        return Taint.lift(a, b, (x, y) -> Arithmetic.binary(operator, x, y));
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  private Code concat(Expr.Concat concat) {
    Code[] parts = concat.parts().stream().map(this::compile).toArray(Code[]::new);
    return frame -> {
      StringBuilder out = new StringBuilder();
      boolean secret = false;
      for (Code part : parts) {
        Value value = defined(part.run(frame));
        if (!Taint.plain(value)) {
          Value resolved = Resolver.deep(value, frame, Resolver.Mode.STRICT);
          frame.tellParts(resolved);
          value = Taint.whole(resolved);
        }
        if (value instanceof Value.Unknown) {
          return value;
        }
        secret |= value instanceof Value.Secret;
        out.append(PythonText.str(value));
      }
      Value text = new Value.Text(out.toString());
      return secret ? Taint.secret(text) : text;
    };
  }

  private Code conditional(Expr.Conditional conditional) {
    Code condition = compile(conditional.condition());
    Code then = compilation.perhaps(() -> compile(conditional.then()));
    Code otherwise =
        compilation.perhaps(
            () -> conditional.otherwise().map(this::compile).orElse(frame -> Undefineds.NO_ELSE));
    return frame -> {
      Value value = condition.run(frame);
      if (Taint.surface(value) instanceof Value.Unknown u) {
        return u;
      }
      return Frame.decide(value) ? then.run(frame) : otherwise.run(frame);
    };
  }
}
