package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the templates inside lists and dictionaries. Copies only what changes. */
public final class Resolver {
  private Resolver() {}

  /** What becomes of elements that are undefined, and of lazy dictionaries. */
  public enum Mode {
    /** Undefined elements stay, lazy dictionaries too. */
    LENIENT,
    /** Undefined elements stay, lazy dictionaries are read. */
    WHOLE,
    /** Undefined elements are errors, lazy dictionaries are read. */
    STRICT
  }

  public static Value deep(Value value, Frame frame, Mode mode) {
    return switch (value) {
      case Value.None n -> n;
      case Value.Bool b -> b;
      case Value.Number n -> n;
      case Value.Text t -> t;
      case Value.Unknown u -> u;
      case Value.Undefined u -> {
        if (mode == Mode.STRICT) {
          throw Values.undefined(u);
        }
        yield u;
      }
      case Value.Template t ->
          deep(mode == Mode.STRICT ? frame.resolve(t) : frame.resolveElement(t), frame, mode);
      case Value.Secret s -> Taint.secret(deep(s.hidden(), frame, mode));
      case Value.Sequence s -> sequence(s, frame, mode);
      case Value.Dict d -> dict(d, frame, mode);
      case LazyDict l -> mode == Mode.LENIENT ? l : lazy(l, frame, mode);
      case ClosedVault c when mode != Mode.LENIENT -> throw closed(c);
      case Value.Opaque o -> o;
    };
  }

  /** The words are Ansible's, for those that test them. */
  private static EvaluationException closed(ClosedVault vault) {
    return EvaluationException.of(
        "Attempting to decrypt but no vault secrets found: " + vault.why());
  }

  private static Value sequence(Value.Sequence sequence, Frame frame, Mode mode) {
    List<Value> items = sequence.items();
    @Nullable List<Value> copy = null;
    for (int i = 0; i < items.size(); i++) {
      Value item = items.get(i);
      Value resolved = Taint.plain(item) ? item : deep(item, frame, mode);
      if (copy == null && resolved != item) {
        copy = new ArrayList<>(items.size());
        copy.addAll(items.subList(0, i));
      }
      if (copy != null) {
        copy.add(resolved);
      }
    }
    return copy == null ? sequence : new Value.Sequence(copy);
  }

  private static Value dict(Value.Dict dict, Frame frame, Mode mode) {
    @Nullable Map<Value, Value> copy = null;
    for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
      Value value = entry.getValue();
      Value resolved = Taint.plain(value) ? value : deep(value, frame, mode);
      Value key = entry.getKey();
      Value newKey = key instanceof Value.Template ? deep(key, frame, mode) : key;
      if (resolved != value || newKey != key) {
        if (copy == null) {
          copy = new LinkedHashMap<>(dict.entries());
        }
        if (newKey != key) {
          copy.remove(key);
        }
        copy.put(newKey, resolved);
      }
    }
    return copy == null ? dict : new Value.Dict(copy);
  }

  private static Value lazy(LazyDict lazy, Frame frame, Mode mode) {
    Frame inside = frame.forLazy(lazy);
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value key : lazy.keys()) {
      lazy.get(key)
          .ifPresent(
              value ->
                  entries.put(
                      key,
                      lazy.scope().isPresent()
                          ? orAsWritten(value, inside, mode)
                          : deep(value, inside, mode)));
    }
    return new Value.Dict(entries);
  }

  /** Of another host, where Ansible shows what it cannot evaluate as it is written. */
  private static Value orAsWritten(Value value, Frame inside, Mode mode) {
    try {
      Value resolved = deep(value, inside, mode);
      return resolved instanceof Value.Undefined ? written(value) : resolved;
    } catch (EvaluationException e) {
      if (e.kind() != EvaluationException.Kind.UNDEFINED) {
        throw e;
      }
      return written(value);
    }
  }

  private static Value written(Value value) {
    return switch (value) {
      case Value.Template t -> new Value.Text(t.source());
      case Value.Secret s -> Taint.secret(written(s.hidden()));
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(Resolver::written).toList());
      case Value.Dict d -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        d.entries().forEach((key, item) -> entries.put(written(key), written(item)));
        yield new Value.Dict(entries);
      }
      default -> value;
    };
  }
}
