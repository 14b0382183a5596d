package dev.play.template.library;

import dev.play.value.Value;
import java.util.Optional;

/** A value with members of its own: {@code loop}, a namespace, a date. */
public interface ObjectValue extends Value.Opaque {
  /** The member of that name, if there is one. */
  Optional<Value> member(String name);
}
