package dev.play.run.port;

/** What comes of waiting for somebody at the terminal. */
public sealed interface Answer {
  /** What was typed, up to Enter; or the one key that was waited for. */
  record Typed(String text) implements Answer {}

  /** The time is up, or nobody is there to type. */
  record Nothing() implements Answer {}

  /** Control-C: something else is wanted. */
  record Interrupted() implements Answer {}
}
