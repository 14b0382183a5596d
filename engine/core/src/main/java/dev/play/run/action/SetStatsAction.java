package dev.play.run.action;

import dev.play.event.Status;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** set_stats: figures for the end of the run. */
final class SetStatsAction extends ControllerAction<EngineActions.SetStats> {
  SetStatsAction() {
    super(EngineActions.SetStats.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.SetStats arguments) {
    Map<String, Value> data = new LinkedHashMap<>(arguments.data());
    String owner = arguments.perHost() ? moment.host().name() : "";
    moment.play().run().stats().set(owner, data, arguments.aggregate());
    return Performed.of(
        Status.OK,
        Value.dictOf(
            "ansible_stats",
            Value.dictOf(
                "data",
                Value.dict(data),
                "per_host",
                arguments.perHost(),
                "aggregate",
                arguments.aggregate())));
  }
}
