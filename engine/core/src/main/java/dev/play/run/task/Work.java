package dev.play.run.task;

import dev.play.host.Resource;
import dev.play.run.port.Performed;
import dev.play.run.port.VariableChange;
import java.util.List;
import java.util.Set;

/** What a task does once conditions, items and arguments are settled. */
public interface Work {
  /**
   * Does it, or predicts it in a check.
   *
   * @throws dev.play.host.HostException when the host fails
   * @throws dev.play.template.EvaluationException for the author's mistakes
   */
  Performed perform(Moment moment);

  /** In a check: what it may touch, whatever its arguments and items are. */
  default Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.EVERYTHING);
  }

  /**
   * In a check: what it does to variables where its items are unknown.
   *
   * @param arguments their names
   */
  default List<VariableChange> ofUnknownItems(Set<String> arguments, String because) {
    return List.of();
  }

  /** In a check: it is unknown whether this is done. Makes unknown what it may touch. */
  Performed maybe(Moment moment, String because);
}
