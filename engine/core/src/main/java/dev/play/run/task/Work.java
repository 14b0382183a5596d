package dev.play.run.task;

import dev.play.run.port.Performed;

/** What a task does once conditions, items and arguments are settled. */
public interface Work {
  /**
   * Does it, or predicts it in a check.
   *
   * @throws dev.play.host.HostException when the host fails
   * @throws dev.play.template.EvaluationException for the author's mistakes
   */
  Performed perform(Moment moment);

  /** In a check: it is unknown whether this is done. Makes unknown what it may touch. */
  Performed maybe(Moment moment, String because);
}
