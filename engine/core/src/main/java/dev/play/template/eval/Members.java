package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.library.ObjectValue;
import dev.play.template.operation.Arithmetic;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.ContainerMethods;
import dev.play.template.operation.Taint;
import dev.play.template.operation.TextMethods;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code value.name} and {@code value[key]}. */
public final class Members {
  private Members() {}

  /**
   * The member, or null where there is none.
   *
   * @param dotted whether methods come before keys
   */
  public static @Nullable Value get(Value of, Value key, boolean dotted, Frame frame) {
    return switch (of) {
      case Value.Dict d -> ofDict(d, key, dotted, frame);
      case Value.Sequence s -> ofSequence(s, key, frame);
      case Value.Text t -> ofText(t, key);
      case Value.Undefined u -> u;
      case Value.Unknown u -> u;
      case Value.Secret s -> {
        Value found = get(s.hidden(), key, dotted, frame);
        yield found == null ? null : Taint.secret(found);
      }
      case LazyDict l -> ofLazy(l, key, dotted, frame);
      case ObjectValue o -> key instanceof Value.Text t ? o.member(t.text()).orElse(null) : null;
      case Value.Number n -> method(key, name -> ContainerMethods.ofNumber(n, name));
      case Value.Bool b -> method(key, name -> ContainerMethods.ofNumber(b, name));
      case Value.None n -> null;
      case Value.Opaque o -> null;
      case Value.Template t -> get(frame.resolve(t), key, dotted, frame);
    };
  }

  private interface Methods {
    Optional<Value> find(String name);
  }

  private static @Nullable Value method(Value key, Methods methods) {
    return key instanceof Value.Text name ? methods.find(name.text()).orElse(null) : null;
  }

  private static @Nullable Value ofDict(Value.Dict dict, Value key, boolean dotted, Frame frame) {
    if (dotted) {
      Value method = method(key, name -> ContainerMethods.ofDict(dict, name));
      if (method != null) {
        return method;
      }
    }
    Value surface = Taint.surface(key);
    if (surface instanceof Value.Unknown u) {
      return u;
    }
    if (surface instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
    Value found = dict.entries().get(surface);
    if (found == null && Arithmetic.isNumber(surface)) {
      found = numeric(dict, surface);
    }
    if (found == null) {
      return dotted ? null : method(surface, name -> ContainerMethods.ofDict(dict, name));
    }
    return frame.resolve(found);
  }

  private static @Nullable Value numeric(Value.Dict dict, Value key) {
    return dict.entries().entrySet().stream()
        .filter(e -> Comparing.equal(e.getKey(), key))
        .map(java.util.Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Value ofLazy(LazyDict dict, Value key, boolean dotted, Frame frame) {
    Value surface = Taint.surface(key);
    if (surface instanceof Value.Unknown u) {
      return u;
    }
    Value method = dotted ? method(surface, name -> ContainerMethods.ofLazy(dict, name)) : null;
    if (method != null) {
      return method;
    }
    Optional<Value> found = dict.get(surface);
    if (found.isPresent()) {
      Frame inside = frame.forLazy(dict);
      Value value = inside.resolve(found.get());
      return dict.scope().isPresent() ? inside.deepResolve(value) : value;
    }
    return method(surface, name -> ContainerMethods.ofLazy(dict, name));
  }

  private static @Nullable Value ofSequence(Value.Sequence sequence, Value key, Frame frame) {
    Value surface = Taint.surface(key);
    List<Value> items = sequence.items();
    return switch (surface) {
      case Value.Int i -> {
        long at = i.value() < 0 ? i.value() + items.size() : i.value();
        yield at < 0 || at >= items.size() ? null : frame.resolve(items.get((int) at));
      }
      case Value.Unknown u -> u;
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Text t -> {
        Value method = method(t, name -> ContainerMethods.ofList(sequence, name));
        yield method == null ? ofGroup(items, t.text()) : method;
      }
      default -> null;
    };
  }

  /** {@code groupby} gives pairs whose parts also have names. */
  private static @Nullable Value ofGroup(List<Value> items, String name) {
    boolean group = items.size() == 2 && items.getLast() instanceof Value.Sequence;
    return !group
        ? null
        : switch (name) {
          case "grouper" -> items.getFirst();
          case "list" -> items.getLast();
          default -> null;
        };
  }

  private static @Nullable Value ofText(Value.Text text, Value key) {
    Value surface = Taint.surface(key);
    return switch (surface) {
      case Value.Int i -> {
        String s = text.text();
        int size = s.codePointCount(0, s.length());
        long at = i.value() < 0 ? i.value() + size : i.value();
        if (at < 0 || at >= size) {
          yield null;
        }
        int offset = s.offsetByCodePoints(0, (int) at);
        yield new Value.Text(Character.toString(s.codePointAt(offset)));
      }
      case Value.Unknown u -> u;
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Text name -> TextMethods.find(text, name.text()).orElse(null);
      case Value.Real r ->
          throw EvaluationException.of("string indices must be integers, not float");
      default -> null;
    };
  }
}
