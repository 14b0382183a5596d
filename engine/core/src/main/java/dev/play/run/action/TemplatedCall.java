package dev.play.run.action;

import dev.play.compile.Step;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code action: "{{ name }} ..."}: a module whose name only the host's variables tell. */
final class TemplatedCall implements Work {
  @Override
  public Performed perform(Moment moment) {
    Step call = call(moment);
    if (call instanceof Step.Engine e && e.action() == Step.BuiltIn.MISSING) {
      return Performed.failed(
          "couldn't resolve module/action '"
              + name(moment)
              + "'. This often indicates a misspelling, missing collection, or incorrect module"
              + " path.");
    }
    return Actions.of(call).perform(at(moment, call));
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    Step call = call(moment);
    return Actions.of(call).maybe(at(moment, call), because);
  }

  private static String name(Moment moment) {
    return PythonText.str(
            moment.arguments().get(EngineActions.Templated.NAME).orElse(new Value.Text("")))
        .strip();
  }

  private static Step call(Moment moment) {
    return moment.play().run().steps().call(name(moment), moment.step());
  }

  /** The same moment as if the module had been named plainly. */
  private static Moment at(Moment moment, Step call) {
    Map<Value, Value> arguments = new LinkedHashMap<>(moment.arguments().entries());
    arguments.remove(new Value.Text(EngineActions.Templated.NAME));
    return moment.calling(call, new Value.Dict(arguments));
  }
}
