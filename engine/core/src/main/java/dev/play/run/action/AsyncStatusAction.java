package dev.play.run.action;

import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;

/**
 * async_status: there are no jobs to ask about, since {@code poll: 0} is refused before the run.
 */
final class AsyncStatusAction implements Work {
  @Override
  public Performed perform(Moment moment) {
    return Performed.failed("async_status is not supported yet: play waits for every task itself");
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return Performed.unknown(because);
  }
}
