package dev.play.template;

import dev.play.value.Value;
import java.util.Map;
import java.util.Set;

/**
 * Where a text finds its variables. Reading must be cheap: it is asked for every name, every time.
 */
public interface Scope {
  /**
   * A variable; {@link Value.Undefined} when nobody defines it. A {@link Value.Template}, also
   * inside lists and dictionaries, is evaluated by the engine in this same scope.
   */
  Value lookup(String name);

  /** All names, for hints and for {@code varnames}. */
  Set<String> names();

  /** Finds templates for include, import, extends and the {@code template} lookup. */
  TemplateLoader loader();

  /** What lookups may know of the controller. */
  LookupContext lookups();

  /** This scope with some names hidden behind others. Copies neither. */
  Scope with(Map<String, Value> locals);
}
