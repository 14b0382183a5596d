package dev.play.run.action;

import dev.play.event.Status;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** validate_argument_spec: a role's variables against its argument specification. */
final class ValidateArgumentSpecAction
    extends ControllerAction<EngineActions.ValidateArgumentSpec> {
  ValidateArgumentSpecAction() {
    super(EngineActions.ValidateArgumentSpec.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.ValidateArgumentSpec arguments) {
    Map<String, Value> given = new LinkedHashMap<>();
    Scope scope = moment.scope();
    for (String name : arguments.argumentSpec().keySet()) {
      Value value = Values.deepResolve(scope.lookup(name), scope, moment.play().run().templates());
      if (!(value instanceof Value.Undefined)) {
        given.put(name, value);
      }
    }
    given.putAll(arguments.providedArguments());
    List<String> errors = new ArgumentSpec(arguments.argumentSpec()).errors(given);
    Value context = arguments.validateArgsContext().orElse(Value.EMPTY_DICT);
    if (errors.isEmpty()) {
      return Performed.ok(
          Value.dictOf("msg", "The arg spec validation passed", "validate_args_context", context));
    }
    return Performed.of(
        Status.FAILED,
        Value.dictOf(
            "msg",
            "Validation of arguments failed:\n" + String.join("\n", errors),
            "argument_errors",
            errors,
            "argument_spec_data",
            Value.dict(arguments.argumentSpec()),
            "validate_args_context",
            context));
  }
}
