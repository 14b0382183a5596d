package dev.play.template.library;

/** How a filter, test, lookup or function differs from a pure one over plain values. */
public enum Trait {
  /** Takes undefined input and arguments instead of failing. */
  SEES_UNDEFINED,
  /**
   * Moves values about without looking into them: secret, unknown and undefined elements stay where
   * they are instead of making the whole result so.
   */
  STRUCTURAL,
  /** Takes unknown and secret input and arguments as they are. */
  SEES_ALL,
  /**
   * May give another result next time (time, chance, files), so it is never computed in advance.
   */
  IMPURE
}
