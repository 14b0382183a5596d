package dev.play.run.external;

import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Python module answers, in plain values: Ansible 2.19 and later tell warnings, deprecations
 * and errors as objects with a {@code __ansible_type}.
 */
final class PythonAnswer {
  private static final Value.Text TYPE = new Value.Text("__ansible_type");

  private PythonAnswer() {}

  static TaskResult plain(TaskResult result) {
    return new TaskResult(
        (Value.Dict) plain(result.values()),
        result.changed(),
        result.failed(),
        (Value.Dict) plain(result.facts()));
  }

  private static Value plain(Value value) {
    return switch (value) {
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(PythonAnswer::plain).toList());
      case Value.Dict d when d.entries().get(TYPE) instanceof Value.Text(String type) ->
          object(type, d);
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, plain(v)));
        out.keySet().removeIf(PythonAnswer::isInner);
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  /** What Ansible keeps to itself, but for what says how a result is shown. */
  private static boolean isInner(Value key) {
    return key instanceof Value.Text(String name)
        && name.startsWith("_ansible_")
        && !name.startsWith("_ansible_verbose_");
  }

  private static Value object(String type, Value.Dict object) {
    Value.Dict event = object.get("event").orElse(object) instanceof Value.Dict d ? d : object;
    Value message = event.get("msg").orElse(Value.text(""));
    return switch (type) {
      case "ErrorSummary" ->
          event.get("formatted_traceback").filter(Value.Text.class::isInstance).orElse(message);
      case "DeprecationSummary" ->
          Value.dictOf(
              "msg",
              message,
              "version",
              object.get("version").orElse(Value.NONE),
              "date",
              object.get("date").orElse(Value.NONE));
      case "WarningSummary" -> message;
      default -> object.get("value").orElse(without(object));
    };
  }

  private static Value without(Value.Dict object) {
    Map<Value, Value> out = new LinkedHashMap<>(object.entries());
    out.remove(TYPE);
    return plain(new Value.Dict(out));
  }
}
