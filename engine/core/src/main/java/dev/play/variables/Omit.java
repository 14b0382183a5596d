package dev.play.variables;

import dev.play.value.Value;

/**
 * The value of {@code omit}: an argument that has it is as if not given. Recognised by identity, so
 * it survives {@code {{ x | default(omit) }}} but not being joined with text.
 */
public enum Omit implements Value.Opaque {
  OMIT;

  @Override
  public String typeName() {
    return "Omit";
  }

  @Override
  public String toString() {
    return "<omit>";
  }
}
