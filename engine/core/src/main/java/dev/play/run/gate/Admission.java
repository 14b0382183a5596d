package dev.play.run.gate;

/** What a gate answers. */
public sealed interface Admission {
  /** Do the step. */
  record Go(Round round) implements Admission {}

  /** Another host's failure fails this one too. */
  record Fail() implements Admission {}

  /** The play is over for this host, without failure. */
  record End() implements Admission {}
}
