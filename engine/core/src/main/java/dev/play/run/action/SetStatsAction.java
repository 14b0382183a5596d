package dev.play.run.action;

import dev.play.compile.text.VariableNames;
import dev.play.event.Status;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** set_stats: figures for the end of the run. */
final class SetStatsAction extends ControllerAction<EngineActions.SetStats> {
  SetStatsAction() {
    super(EngineActions.SetStats.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.SetStats arguments) {
    Map<String, Value> data = new LinkedHashMap<>();
    if (arguments.data().isPresent()) {
      if (!(arguments.data().get() instanceof Value.Dict given)) {
        return Performed.failed("The 'data' option needs to be a dictionary/hash");
      }
      given.entries().forEach((name, value) -> data.put(PythonText.str(name), value));
    }
    for (String name : data.keySet()) {
      if (!VariableNames.isValid(name)) {
        return Performed.failed(VariableNames.refusal(name));
      }
    }
    boolean perHost = isTrue(arguments.perHost(), false);
    boolean aggregate = isTrue(arguments.aggregate(), true);
    moment.play().run().stats().set(perHost ? moment.host().name() : "", data, aggregate);
    return Performed.of(
        Status.OK,
        Value.dictOf(
            "ansible_stats",
            Value.dictOf("data", Value.dict(data), "per_host", perHost, "aggregate", aggregate)));
  }

  /** As in Ansible, what is no boolean is false. */
  private static boolean isTrue(Optional<Value> given, boolean otherwise) {
    return given.map(v -> Boolean.TRUE.equals(KeywordReader.asBoolean(v))).orElse(otherwise);
  }
}
