package dev.play.run.action;

import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;

/** fail: fails with a message. */
final class FailAction extends ControllerAction<EngineActions.Fail> {
  FailAction() {
    super(EngineActions.Fail.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.Fail arguments) {
    return Performed.failed(arguments.msg());
  }
}
