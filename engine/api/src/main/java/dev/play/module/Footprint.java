package dev.play.module;

/** What carrying out a task leaves behind on its host, as far as what it asks for tells. */
public enum Footprint {
  /**
   * Nothing: it only reads. A check may carry it out while there is nothing predicted that it would
   * miss.
   */
  NONE,

  /**
   * A command of the user's that nobody but its author knows. In a check the author is believed who
   * says that it changes nothing and asks for what it prints.
   */
  UNTOLD,

  /** Whatever {@link Module#mayTouch} says. */
  SOME
}
