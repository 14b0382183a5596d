package dev.play.value;

import dev.play.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of the language, with Python's semantics as Jinja2 shows them. Immutable.
 *
 * <p>Four kinds are not data: {@link Undefined} (a name nobody defines), {@link Unknown} (only
 * known after a task has run), {@link Secret} (a value that must not be shown) and {@link Template}
 * (a text with expressions that is evaluated when it is read). Only YAML and inventories make
 * Templates: text from hosts is {@link Text} and is therefore never evaluated.
 */
public sealed interface Value {
  Value NONE = new None();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);
  Dict EMPTY_DICT = new Dict(Map.of());
  Sequence EMPTY_SEQUENCE = new Sequence(List.of());

  /** Python's None, YAML's null. */
  record None() implements Value {}

  record Bool(boolean value) implements Value {}

  /** Numbers: small and big integers, and floating point. */
  sealed interface Number extends Value permits Int, BigInt, Real {}

  record Int(long value) implements Number {}

  /** An integer outside the range of {@code long}. */
  record BigInt(BigInteger value) implements Number {}

  record Real(double value) implements Number {}

  /** Text that is data. */
  record Text(String text) implements Value {}

  /** A list (or tuple: the language does not tell them apart except in {@code type_debug}). */
  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = Collections.unmodifiableList(new ArrayList<>(items));
    }
  }

  /** A dictionary in insertion order. Keys are usually {@link Text}, but may be any scalar. */
  record Dict(Map<Value, Value> entries) implements Value {
    public Dict {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public Optional<Value> get(String key) {
      return Optional.ofNullable(entries.get(new Text(key)));
    }

    /** This dictionary with one entry set. */
    public Dict with(String key, Value value) {
      Map<Value, Value> copy = new LinkedHashMap<>(entries);
      copy.put(new Text(key), value);
      return new Dict(copy);
    }
  }

  /**
   * A name that nobody defines. Survives attribute access; any use but {@code default}, {@code
   * defined} and {@code undefined} is an error.
   *
   * @param what how to call it in the error, for example {@code 'nginx'}; or, where a member is
   *     missing, the whole error
   */
  record Undefined(String what, Optional<Span> span) implements Value {}

  /**
   * Only known after a task has run.
   *
   * @param because for example {@code until "install nginx"}
   */
  record Unknown(String because) implements Value {}

  /** A value that must never be shown. {@code toString} does not tell it. Never nested. */
  record Secret(Value hidden) implements Value {
    public Secret {
      if (hidden instanceof Secret inner) {
        hidden = inner.hidden;
      }
    }

    @Override
    public String toString() {
      return "********";
    }
  }

  /** A text with expressions, evaluated in the scope of whoever reads it. */
  record Template(String source, Span span) implements Value {}

  /** What only the expression engine knows: macros, {@code loop}, bound methods, dates. */
  non-sealed interface Opaque extends Value {
    /** Python's name for the type, for messages and {@code type_debug}. */
    String typeName();
  }

  static Value text(@Nullable String text) {
    return text == null ? NONE : new Text(text);
  }

  static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Int of(long value) {
    return new Int(value);
  }

  static Sequence list(List<? extends Value> items) {
    return new Sequence(List.copyOf(items));
  }

  static Sequence texts(List<String> items) {
    return new Sequence(items.stream().<Value>map(Text::new).toList());
  }

  /** A dictionary with text keys. */
  static Dict dict(Map<String, ? extends Value> entries) {
    Map<Value, Value> copy = new LinkedHashMap<>();
    entries.forEach((k, v) -> copy.put(new Text(k), v));
    return new Dict(copy);
  }

  /** A dictionary from alternating keys (String) and values (anything {@link #ofJava} takes). */
  static Dict dictOf(@Nullable Object... keysAndValues) {
    Map<Value, Value> copy = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      copy.put(ofJava(keysAndValues[i]), ofJava(keysAndValues[i + 1]));
    }
    return new Dict(copy);
  }

  /**
   * From plain Java: null, Value, Boolean, Integer, Long, BigInteger, Float, Double, CharSequence,
   * Iterable, Map, Optional. Text stays data; it never becomes a template.
   *
   * @throws IllegalArgumentException for any other type
   */
  static Value ofJava(@Nullable Object object) {
    return switch (object) {
      case null -> NONE;
      case Value v -> v;
      case Boolean b -> of(b);
      case Integer i -> new Int(i);
      case Long l -> new Int(l);
      case BigInteger b -> b.bitLength() < 64 ? new Int(b.longValue()) : new BigInt(b);
      case Float f -> new Real(f);
      case Double d -> new Real(d);
      case CharSequence s -> new Text(s.toString());
      case Optional<?> o -> ofJava(o.orElse(null));
      case Map<?, ?> m -> {
        Map<Value, Value> copy = new LinkedHashMap<>();
        m.forEach((k, v) -> copy.put(ofJava(k), ofJava(v)));
        yield new Dict(copy);
      }
      case Iterable<?> items -> {
        List<Value> copy = new ArrayList<>();
        items.forEach(item -> copy.add(ofJava(item)));
        yield new Sequence(copy);
      }
      default ->
          throw new IllegalArgumentException("no value for a " + object.getClass().getName());
    };
  }

  /**
   * To plain Java (null, Boolean, Long, BigInteger, Double, String, List, Map with text keys), for
   * JSON and reports. Each secret is replaced by what {@code mask} gives for it.
   */
  static @Nullable Object toJava(Value value, Function<Secret, @Nullable Object> mask) {
    return switch (value) {
      case None n -> null;
      case Bool b -> b.value();
      case Int i -> i.value();
      case BigInt b -> b.value();
      case Real r -> r.value();
      case Text t -> t.text();
      case Sequence s -> {
        List<@Nullable Object> out = new ArrayList<>();
        s.items().forEach(item -> out.add(toJava(item, mask)));
        yield out;
      }
      case Dict d -> {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(String.valueOf(toJava(k, mask)), toJava(v, mask)));
        yield out;
      }
      case Undefined u -> "<undefined " + u.what() + ">";
      case Unknown u -> "<unknown " + u.because() + ">";
      case Secret s -> mask.apply(s);
      case Template t -> t.source();
      case Opaque o -> o.toString();
    };
  }
}
