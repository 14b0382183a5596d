package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Filter;
import dev.play.template.library.Function;
import dev.play.template.library.Library.Entry;
import dev.play.template.library.Signature;
import dev.play.template.library.Test;
import dev.play.template.library.Trait;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.value.Value;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls what the library holds. Here it is seen to that filters and tests never meet secret,
 * unknown or undefined values unless they say so by their {@link Trait}s.
 */
public final class Invocation {
  private Invocation() {}

  public static Value filter(
      Entry<Filter> entry,
      Value input,
      List<Value> positional,
      Map<String, Value> named,
      Frame frame) {
    return call(
        entry, input, positional, named, frame, (in, args) -> entry.code().apply(in, args, frame));
  }

  /** A Bool, or unknown. */
  public static Value test(
      Entry<Test> entry,
      Value input,
      List<Value> positional,
      Map<String, Value> named,
      Frame frame) {
    Value result =
        call(
            entry,
            input,
            positional,
            named,
            frame,
            (in, args) -> Value.of(entry.code().test(in, args, frame)));
    return Taint.surface(result);
  }

  public static Value function(
      Entry<Function> entry, List<Value> positional, Map<String, Value> named, Frame frame) {
    return call(
        entry, Value.NONE, positional, named, frame, (in, args) -> entry.code().call(args, frame));
  }

  private static Value call(
      Entry<?> entry,
      Value input,
      List<Value> positional,
      Map<String, Value> named,
      Frame frame,
      BiFunction<Value, Arguments, Value> code) {
    if (!entry.has(Trait.SEES_UNDEFINED)) {
      defined(input);
      positional.forEach(Invocation::defined);
      named.values().forEach(Invocation::defined);
    }
    try {
      return checked(entry, input, positional, named, frame, code);
    } catch (UnknownSignal unknown) {
      return unknown.unknown();
    } catch (InvalidPathException noPath) {
      // A NUL, the one character that no path on Linux can hold; in Python's words.
      throw EvaluationException.of("'" + entry.name() + "': embedded null byte in a path");
    }
  }

  private static Value checked(
      Entry<?> entry,
      Value input,
      List<Value> positional,
      Map<String, Value> named,
      Frame frame,
      BiFunction<Value, Arguments, Value> code) {
    if (entry.has(Trait.SEES_ALL)) {
      return code.apply(input, bind(entry.signature(), entry.name(), positional, named));
    }
    Resolver.Mode mode = entry.has(Trait.STRUCTURAL) ? Resolver.Mode.LENIENT : Resolver.Mode.WHOLE;
    Preparation prepared = new Preparation(frame, mode);
    Value in = prepared.prepare(input);
    List<Value> args = positional.isEmpty() ? positional : prepared.prepare(positional);
    Map<String, Value> options = named.isEmpty() ? named : prepared.prepare(named);
    if (prepared.unknown != null) {
      return prepared.unknown;
    }
    Arguments bound = bind(entry.signature(), entry.name(), args, options);
    if (!prepared.secret) {
      return code.apply(in, bound);
    }
    return Taint.secretly(entry.name(), () -> code.apply(in, bound));
  }

  private static Arguments bind(
      Signature signature, String name, List<Value> positional, Map<String, Value> named) {
    Optional<String> problem = signature.mistake("'" + name + "'", positional, named);
    if (problem.isPresent()) {
      throw EvaluationException.of(problem.get());
    }
    return signature.bind(positional, named);
  }

  private static void defined(Value value) {
    if (value instanceof Value.Undefined u) {
      throw Values.undefined(u);
    }
  }

  /** Opens the operands and remembers what they were. */
  private static final class Preparation {
    private final Frame frame;
    private final Resolver.Mode mode;
    private boolean secret;
    private Value.@Nullable Unknown unknown;

    Preparation(Frame frame, Resolver.Mode mode) {
      this.frame = frame;
      this.mode = mode;
    }

    Value prepare(Value value) {
      if (Taint.plain(value)) {
        return value;
      }
      Value resolved = Resolver.deep(value, frame, mode);
      if (resolved instanceof Value.Secret s) {
        secret = true;
        frame.tellParts(s);
        resolved = s.hidden();
      }
      if (resolved instanceof Value.Unknown u) {
        unknown = unknown == null ? u : unknown;
      }
      if (mode == Resolver.Mode.LENIENT) {
        return resolved;
      }
      unknown = unknown == null ? Taint.unknown(resolved).orElse(null) : unknown;
      if (Taint.holdsSecret(resolved)) {
        secret = true;
        frame.tellParts(resolved);
        return Taint.open(resolved);
      }
      return resolved;
    }

    List<Value> prepare(List<Value> values) {
      List<Value> out = new ArrayList<>(values.size());
      values.forEach(v -> out.add(prepare(v)));
      return out;
    }

    Map<String, Value> prepare(Map<String, Value> values) {
      Map<String, Value> out = new LinkedHashMap<>();
      values.forEach((k, v) -> out.put(k, prepare(v)));
      return out;
    }
  }
}
