package dev.play.schema;

import java.util.Collection;
import java.util.Optional;

/** Finds modules and built-in actions by the names that tasks use. Thread-safe. */
public interface ModuleLibrary {
  /** By short or fully qualified name. */
  Optional<ModuleSpec> find(String name);

  /** All short names, for hints and `play doc -l`. */
  Collection<String> names();
}
