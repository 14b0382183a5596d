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
   * A line typed or piped in; empty at the end of the input.
   *
   * @param prompt shown before, whether or not a terminal is there
   */
  default Optional<String> line(String prompt) {
    return ask(prompt, false);
  }

  /**
   * Waits for somebody to type something, for time to pass, or for control-C.
   *
   * @param time how long at most, and then Enter does not end it; empty for as long as it takes
   * @param ends keys one of which is the answer; empty for a line
   * @throws InterruptedException when the run is ended meanwhile
   */
  default Answer await(String prompt, boolean hidden, Optional<Duration> time, String ends)
      throws InterruptedException {
    if (time.isPresent()) {
      pause(time.get());
      return new Answer.Nothing();
    }
    return ask(prompt, hidden).<Answer>map(Answer.Typed::new).orElseGet(Answer.Nothing::new);
  }

  /** Answers on the screen. */
  default void tell(String text) {}

  /**
   * Lets time pass.
   *
   * @throws InterruptedException when the run is ended meanwhile
   */
  void pause(Duration time) throws InterruptedException;
}
