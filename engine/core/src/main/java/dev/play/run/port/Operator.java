package dev.play.run.port;

import java.time.Duration;
import java.util.Optional;

/** The person at the terminal, if there is one, and the time that passes for them. */
public interface Operator {
  /** Whether somebody can be asked. */
  boolean isThere();

  /**
   * Asks. Empty when nobody is there.
   *
   * @param hidden do not show what is typed
   */
  Optional<String> ask(String prompt, boolean hidden);

  /**
   * Lets time pass.
   *
   * @throws InterruptedException when the run is ended meanwhile
   */
  void pause(Duration time) throws InterruptedException;
}
