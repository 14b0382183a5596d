package dev.play.run.action;

import dev.play.event.Status;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.value.Value;
import java.util.List;

/** group_by: puts the host into a group for the plays that follow, also in a check. */
final class GroupByAction extends ControllerAction<EngineActions.GroupBy> {
  GroupByAction() {
    super(EngineActions.GroupBy.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.GroupBy arguments) {
    String group = arguments.key().replace(' ', '-');
    List<String> parents = arguments.parents().stream().map(p -> p.replace(' ', '-')).toList();
    boolean changed = moment.play().run().hosts().group(moment.host(), group, parents);
    return Performed.of(
        changed ? Status.CHANGED : Status.OK,
        Value.dictOf("add_group", group, "parent_groups", parents));
  }
}
