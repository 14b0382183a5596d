package dev.play.run.action;

import dev.play.event.Status;
import dev.play.host.HostName;
import dev.play.inventory.source.HostRange;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** add_host: a host for the plays that follow, also in a check. */
final class AddHostAction extends ControllerAction<EngineActions.AddHost> {
  private static final Set<String> OWN =
      Set.of("name", "host", "hostname", "groups", "group", "groupname");

  AddHostAction() {
    super(EngineActions.AddHost.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.AddHost arguments) {
    Map<String, Value> variables = new LinkedHashMap<>();
    moment
        .arguments()
        .entries()
        .forEach(
            (name, value) -> {
              String text = PythonText.str(name);
              if (!OWN.contains(text) && !text.equals("_raw")) {
                variables.put(text, value);
              }
            });
    String name = arguments.name();
    if (!name.contains("[")) {
      try {
        HostRange parsed = HostRange.parse(name);
        name = parsed.hosts().getFirst().name();
        parsed.port().ifPresent(port -> variables.put("ansible_ssh_port", Value.of(port)));
      } catch (HostRange.Mistake e) {
        return Performed.failed(e.message());
      }
    }
    List<String> groups = arguments.groups().orElse(List.of());
    boolean changed = moment.play().run().hosts().add(new HostName(name), groups, variables);
    return Performed.of(
        changed ? Status.CHANGED : Status.OK,
        Value.dictOf(
            "add_host",
            Value.dictOf("host_name", name, "groups", groups, "host_vars", Value.dict(variables))));
  }
}
