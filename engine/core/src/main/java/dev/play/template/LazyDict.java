package dev.play.template;

import dev.play.value.Value;
import java.util.Collection;
import java.util.Optional;

/** A dictionary whose values are made when asked for, for example {@code hostvars}. */
public interface LazyDict extends Value.Opaque {
  /** The value of a key. May be or hold {@link Value.Template}s, evaluated in {@link #scope}. */
  Optional<Value> get(Value key);

  /** All keys, in order. */
  Collection<Value> keys();

  /** The scope in which its templates are evaluated; empty for the reader's own. */
  default Optional<Scope> scope() {
    return Optional.empty();
  }

  @Override
  default String typeName() {
    return "dict";
  }
}
