package dev.play.template.library;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** A value that can be called: a macro, a bound method, a global function. */
public interface CallableValue extends Value.Opaque {
  Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation);
}
