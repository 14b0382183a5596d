package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.library.Arguments;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Dicts;
import dev.play.template.operation.Iteration;
import dev.play.template.operation.NamespaceValue;
import dev.play.template.operation.Taint;
import dev.play.template.syntax.Expr;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Methods that change a list or dictionary: {@code x.append(1)}, {@code d.a.update(more)}. Values
 * do not change; the variable that holds them gets a new one.
 */
final class Mutation {
  private static final Set<String> LIST =
      Set.of("append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse");
  private static final Set<String> DICT = Set.of("update", "pop", "setdefault", "clear", "popitem");

  private Mutation() {}

  /** What holds a value and can be given another. */
  private interface Holder {
    Value get(Frame frame);

    void set(Frame frame, Value value);
  }

  /** Whether a text may hold such a call, so that names must be looked up among its own. */
  static boolean mayBeIn(String source) {
    return LIST.stream().anyMatch(m -> source.contains("." + m))
        || DICT.stream().anyMatch(m -> source.contains("." + m));
  }

  static Optional<Code> compile(
      Expr.Call call, ExpressionCompiler expressions, CallCompiler calls, Compilation compilation) {
    if (!(call.callee() instanceof Expr.Member member)
        || !(member.name() instanceof Value.Text name)
        || !(LIST.contains(name.text()) || DICT.contains(name.text()))) {
      return Optional.empty();
    }
    Holder holder = holder(member.of(), expressions);
    Code callee = expressions.member(member, holder::get, frame -> name, true);
    CallCompiler.Arguments args = calls.arguments(call.args());
    Span span = compilation.span(member.at());
    return Optional.of(
        frame -> {
          Value owner = holder.get(frame);
          if (owner instanceof Value.Unknown) {
            return owner;
          }
          Value surface = Taint.surface(owner);
          boolean fits =
              surface instanceof Value.Sequence && LIST.contains(name.text())
                  || surface instanceof Value.Dict && DICT.contains(name.text());
          List<Value> positional = args.positional(frame);
          Map<String, Value> named = args.named(frame);
          try {
            if (!fits) {
              return frame.call(callee.run(frame), positional, named);
            }
            Changed changed = apply(surface, name.text(), positional, named);
            holder.set(frame, owner == surface ? changed.owner : Taint.secret(changed.owner));
            return changed.result;
          } catch (EvaluationException e) {
            throw e.at(span);
          }
        });
  }

  /** Each part is compiled once: a chain may hold calls that hold chains. */
  private static Holder holder(Expr expr, ExpressionCompiler expressions) {
    return switch (expr) {
      case Expr.Name n ->
          holder(expressions.compile(n), (frame, value) -> frame.replace(n.name(), value));
      case Expr.Member m -> {
        Holder outer = holder(m.of(), expressions);
        Code key = frame -> m.name();
        yield inside(expressions.member(m, outer::get, key, true), outer, key);
      }
      case Expr.Index i -> {
        Holder outer = holder(i.of(), expressions);
        Code key = expressions.compile(i.key());
        yield inside(expressions.member(i, outer::get, key, false), outer, key);
      }
      default -> holder(expressions.compile(expr), (frame, value) -> {});
    };
  }

  private interface Setter {
    void set(Frame frame, Value value);
  }

  private static Holder holder(Code read, Setter setter) {
    return new Holder() {
      @Override
      public Value get(Frame frame) {
        return read.run(frame);
      }

      @Override
      public void set(Frame frame, Value value) {
        setter.set(frame, value);
      }
    };
  }

  private static Holder inside(Code read, Holder outer, Code key) {
    return holder(
        read,
        (frame, value) -> {
          Value container = outer.get(frame);
          Value at = Taint.surface(key.run(frame));
          switch (Taint.surface(container)) {
            case NamespaceValue ns -> ns.set(PythonText.str(at), value);
            case Value.Dict d -> {
              Map<Value, Value> copy = new LinkedHashMap<>(d.entries());
              copy.put(at, value);
              outer.set(frame, new Value.Dict(copy));
            }
            case Value.Sequence s when at instanceof Value.Int i -> {
              List<Value> copy = new ArrayList<>(s.items());
              copy.set((int) (i.value() < 0 ? i.value() + copy.size() : i.value()), value);
              outer.set(frame, new Value.Sequence(copy));
            }
            default ->
                throw EvaluationException.of(
                    "'" + Values.typeName(container) + "' cannot be changed in place");
          }
        });
  }

  private record Changed(Value owner, Value result) {}

  private static Changed apply(
      Value owner, String name, List<Value> positional, Map<String, Value> named) {
    return owner instanceof Value.Sequence s
        ? list(new ArrayList<>(s.items()), name, positional, named)
        : dict(new LinkedHashMap<>(((Value.Dict) owner).entries()), name, positional, named);
  }

  private static Changed list(
      List<Value> items, String name, List<Value> positional, Map<String, Value> named) {
    Value result = Value.NONE;
    switch (name) {
      case "append" -> items.add(arguments("value", positional, named).value("value"));
      case "extend" ->
          items.addAll(
              Iteration.items(Taint.surface(arguments("items", positional, named).value("items"))));
      case "insert" -> {
        Arguments a = arguments("index value", positional, named);
        int index = a.integer("index");
        int at = index < 0 ? Math.max(0, index + items.size()) : Math.min(index, items.size());
        items.add(at, a.value("value"));
      }
      case "pop" -> {
        int index = arguments("index?", positional, named).integer("index", -1);
        int at = index < 0 ? index + items.size() : index;
        if (at < 0 || at >= items.size()) {
          throw EvaluationException.of("pop index out of range");
        }
        result = items.remove(at);
      }
      case "remove" -> {
        Value wanted = arguments("value", positional, named).value("value");
        int at = 0;
        while (at < items.size() && !Comparing.equal(items.get(at), wanted)) {
          at++;
        }
        if (at == items.size()) {
          throw EvaluationException.of("remove: the value is not in the list");
        }
        items.remove(at);
      }
      case "clear" -> items.clear();
      case "sort" -> {
        items.sort(Comparing.ORDER);
        if (arguments("reverse?", positional, named).flag("reverse", false)) {
          java.util.Collections.reverse(items);
        }
      }
      default -> java.util.Collections.reverse(items);
    }
    return new Changed(new Value.Sequence(items), result);
  }

  private static Changed dict(
      Map<Value, Value> entries, String name, List<Value> positional, Map<String, Value> named) {
    Value result = Value.NONE;
    switch (name) {
      case "update" -> {
        for (Value more : positional) {
          entries.putAll(Dicts.of(Taint.surface(more)).entries());
        }
        named.forEach((k, v) -> entries.put(new Value.Text(k), v));
      }
      case "pop" -> {
        Arguments a = arguments("key default?", positional, named);
        Value removed = entries.remove(a.value("key"));
        result =
            removed != null
                ? removed
                : a.get("default")
                    .orElseThrow(
                        () ->
                            EvaluationException.of(
                                "pop: there is no key " + PythonText.repr(a.value("key"))));
      }
      case "setdefault" -> {
        Arguments a = arguments("key default?", positional, named);
        Value otherwise = a.or("default", Value.NONE);
        Value present = entries.putIfAbsent(a.value("key"), otherwise);
        result = present == null ? otherwise : present;
      }
      case "popitem" -> {
        if (entries.isEmpty()) {
          throw EvaluationException.of("popitem: the dictionary is empty");
        }
        Value key = List.copyOf(entries.keySet()).getLast();
        Value value = entries.remove(key);
        result = new Value.Sequence(List.of(key, value == null ? Value.NONE : value));
      }
      default -> entries.clear();
    }
    return new Changed(new Value.Dict(entries), result);
  }

  private static Arguments arguments(
      String signature, List<Value> positional, Map<String, Value> named) {
    return Arguments.of(signature, positional, named);
  }
}
