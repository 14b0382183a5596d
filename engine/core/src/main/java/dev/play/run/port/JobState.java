package dev.play.run.port;

/** What is known of a job. */
public sealed interface JobState {
  /** Nothing: the host has no job of this name. */
  record Unheard() implements JobState {}

  record Running() implements JobState {}

  /** It has ended, like this. */
  record Over(Performed performed) implements JobState {}
}
