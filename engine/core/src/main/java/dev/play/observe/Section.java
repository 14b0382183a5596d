package dev.play.observe;

import dev.play.shell.Frames;

/** One part of a probe script: what it runs, and how its output is read. */
interface Section {
  /** Shell text; runs in a subshell with {@code $M} set to the frames' mark. */
  String script();

  /** How many processes it starts, at most. */
  int processes();

  /**
   * Reads its part. A probe that it leaves without an answer (something changed while it was looked
   * at) is asked again.
   */
  void read(Frames.Part part, Answers into);
}
