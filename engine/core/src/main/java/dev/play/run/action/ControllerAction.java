package dev.play.run.action;

import dev.play.host.Resource;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.Bound;
import java.util.Set;

/**
 * An action that touches nothing on a host: done in a check as in a run.
 *
 * @param <A> its arguments
 */
abstract class ControllerAction<A extends Record> implements Work {
  private final Class<A> type;

  ControllerAction(Class<A> type) {
    this.type = type;
  }

  abstract Performed perform(Moment moment, A arguments);

  @Override
  public Performed perform(Moment moment) {
    return switch (spec(moment).bind(moment.arguments())) {
      case Bound.Wrong wrong -> Performed.failed(wrong.problems().getFirst());
      case Bound.Unknown(String because) -> Performed.unknown(because);
      case Bound.Arguments(Record record) -> perform(moment, type.cast(record));
    };
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return Performed.unknown(because);
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  private static dev.play.schema.ModuleSpec spec(Moment moment) {
    return ((dev.play.compile.Step.Engine) moment.step()).spec();
  }
}
