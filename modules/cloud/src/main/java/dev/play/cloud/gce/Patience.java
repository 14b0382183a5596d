package dev.play.cloud.gce;

import java.time.Duration;

/**
 * How long to bear with a server.
 *
 * @param attempts how often a request is made, at least 1
 * @param firstPause before the second attempt; each further one is twice as long
 * @param longestPause what pauses grow to
 * @param each how long one attempt may take
 */
public record Patience(int attempts, Duration firstPause, Duration longestPause, Duration each) {
  /** Five attempts over about half a minute of pauses. */
  public static final Patience USUAL =
      new Patience(5, Duration.ofSeconds(1), Duration.ofSeconds(16), Duration.ofSeconds(60));

  public Patience {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }

  /** Between this attempt and the next, without the random part. */
  Duration pauseAfter(int attempt) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
