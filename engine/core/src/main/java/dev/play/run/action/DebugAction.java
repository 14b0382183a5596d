package dev.play.run.action;

import dev.play.run.action.expression.DynamicExpression;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.value.Value;

/** debug: shows a message or a variable. */
final class DebugAction extends ControllerAction<EngineActions.Debug> {
  DebugAction() {
    super(EngineActions.Debug.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.Debug arguments) {
    if (arguments.verbosity() > moment.play().run().options().verbosity()) {
      return Performed.skipped("Verbosity threshold not met.");
    }
    if (arguments.var().isEmpty()) {
      return told("msg", arguments.msg().orElse(new Value.Text("Hello world!")));
    }
    String expression = arguments.var().get();
    Compiled compiled = DynamicExpression.of(expression, moment);
    Value.Text text = new Value.Text(expression);
    if (DynamicExpression.reachesOut(compiled)
        && !DynamicExpression.isWritten("var", text, moment)) {
      return told(expression, text);
    }
    return told(expression, shown(compiled, moment));
  }

  private static Performed told(String name, Value value) {
    return Performed.ok(Value.dictOf(name, value, "_ansible_verbose_always", true));
  }

  private static Value shown(Compiled expression, Moment moment) {
    try {
      Value value = expression.evaluate(moment.scope());
      return value instanceof Value.Undefined ? new Value.Text("VARIABLE IS NOT DEFINED!") : value;
    } catch (EvaluationException e) {
      if (e.kind() == EvaluationException.Kind.UNDEFINED) {
        return new Value.Text("VARIABLE IS NOT DEFINED!");
      }
      throw e;
    }
  }
}
