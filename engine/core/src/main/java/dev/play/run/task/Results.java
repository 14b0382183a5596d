package dev.play.run.task;

import dev.play.compile.text.Worded;
import dev.play.event.PlaceText;
import dev.play.event.Status;
import dev.play.run.port.Performed;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registered results in Ansible's shape. */
final class Results {
  private static final Value.Dict CENSORED =
      Value.dictOf(
          "censored",
          "the output has been hidden due to the fact that 'no_log: true' was specified for this"
              + " result");

  /** Why a task is skipped whose condition does not hold. */
  static final String NOT_ASKED_FOR = "Conditional result was False";

  private Results() {}

  /** Of something that was done: its values, with changed, failed and split output. */
  static Value.Dict of(Performed performed, boolean changed, boolean failed) {
    Map<Value, Value> out = new LinkedHashMap<>();
    out.put(new Value.Text("changed"), Value.of(changed));
    out.putAll(performed.values().entries());
    lines(out, "stdout");
    lines(out, "stderr");
    if (!performed.facts().entries().isEmpty()) {
      out.putIfAbsent(new Value.Text("ansible_facts"), performed.facts());
    }
    out.put(new Value.Text("changed"), Value.of(changed));
    out.put(new Value.Text("failed"), Value.of(failed));
    if (performed.status() == Status.SKIPPED) {
      out.put(new Value.Text("skipped"), Value.TRUE);
    }
    return new Value.Dict(out);
  }

  private static void lines(Map<Value, Value> out, String stream) {
    Value text = out.get(new Value.Text(stream));
    Value.Text name = new Value.Text(stream + "_lines");
    if (text == null || out.containsKey(name)) {
      return;
    }
    switch (text) {
      case Value.Text t -> out.put(name, Value.texts(t.text().lines().toList()));
      case Value.Secret(Value.Text t) ->
          out.put(name, new Value.Secret(Value.texts(t.text().lines().toList())));
      case Value.Unknown u -> out.put(name, u);
      default -> {}
    }
  }

  /** Without what only tells the console how to show a result. */
  static Value withoutMarks(Value result) {
    if (!(result instanceof Value.Dict dict)) {
      return result;
    }
    Map<Value, Value> out = new LinkedHashMap<>(dict.entries());
    out.keySet()
        .removeIf(k -> k instanceof Value.Text t && t.text().startsWith("_ansible_verbose"));
    return new Value.Dict(out);
  }

  static Value.Dict failure(String message) {
    return Value.dictOf("changed", false, "failed", true, "msg", message);
  }

  /** The author's mistake, met while a task was prepared. Its {@link #place} is told beside. */
  static Value.Dict failure(EvaluationException mistake) {
    return failure(mistake.message());
  }

  /**
   * The same in a task's arguments, where Ansible puts undefined variables in words of its own and
   * says in the message where they are.
   */
  static Value.Dict argumentFailure(EvaluationException mistake) {
    return switch (mistake.kind()) {
      case UNDEFINED ->
          failure(
              "The task includes an option with an undefined variable.. "
                  + mistake.message()
                  + mistake.span().map(PlaceText::of).orElse(""));
      case FAULT -> failure(mistake).with("exception", new Value.Text(mistake.message()));
      case OTHER -> failure(mistake);
    };
  }

  /** Where a mistake is and what helps, which is no part of a result. */
  static Optional<String> place(EvaluationException mistake) {
    return mistake
        .span()
        .map(s -> s + mistake.hint().map(h -> ": " + h).orElse(""))
        .or(mistake::hint);
  }

  static Value.Dict unreachable(String message) {
    return Value.dictOf("changed", false, "unreachable", true, "msg", message);
  }

  /** Of a task whose condition does not hold. */
  static Value.Dict skipped(Optional<Compiled> condition) {
    return Value.dictOf(
        "changed",
        false,
        "skipped",
        true,
        "skip_reason",
        NOT_ASKED_FOR,
        "false_condition",
        condition.map(Worded::of).orElse(Value.FALSE));
  }

  /** What is shown of a result that must not be logged. */
  static Value.Dict censored(Value.Dict result) {
    Value.Dict out = CENSORED;
    for (String flag : List.of("changed", "failed", "skipped", "unreachable")) {
      if (result.get(flag).orElse(Value.FALSE).equals(Value.TRUE)) {
        out = out.with(flag, Value.TRUE);
      }
    }
    return out;
  }

  /** A result that must not be logged, as registered: its texts are secrets. */
  static Value hidden(Value result) {
    return switch (result) {
      case Value.Text t -> new Value.Secret(t);
      case Value.Sequence s -> new Value.Sequence(s.items().stream().map(Results::hidden).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, hidden(v)));
        yield new Value.Dict(out);
      }
      default -> result;
    };
  }

  /** Of a loop: what the items gave, and what holds for all or any of them. */
  static Value.Dict ofLoop(List<Value> items, Status status, boolean changed) {
    if (items.isEmpty()) {
      return Value.dictOf(
          "changed",
          false,
          "skipped",
          true,
          "skipped_reason",
          "No items in the list",
          "results",
          Value.EMPTY_SEQUENCE,
          "skip_reason",
          "No items in the list");
    }
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("changed", changed ? Value.TRUE : unknown(items, "changed").orElse(Value.FALSE));
    boolean failed = status == Status.FAILED;
    if (failed) {
      out.put("failed", Value.TRUE);
    } else {
      unknown(items, "failed").ifPresent(u -> out.put("failed", u));
    }
    if (status == Status.UNREACHABLE) {
      out.put("unreachable", Value.TRUE);
    }
    boolean skipped = status == Status.SKIPPED;
    if (skipped) {
      out.put("skipped", Value.TRUE);
    } else if (items.stream().allMatch(Results::mayBeSkipped)) {
      unknown(items, "skipped").ifPresent(u -> out.put("skipped", u));
    }
    out.put(
        "msg",
        new Value.Text(
            failed
                ? "One or more items failed"
                : skipped ? "All items skipped" : "All items completed"));
    out.put("results", new Value.Sequence(new ArrayList<>(items)));
    return Value.dict(out);
  }

  /** In a check: the field of the whole, where that of an item is unknown. */
  private static Optional<Value> unknown(List<Value> items, String field) {
    return items.stream()
        .map(i -> field(i, field))
        .filter(Value.Unknown.class::isInstance)
        .findFirst();
  }

  private static Value field(Value item, String field) {
    return switch (item) {
      case Value.Dict d -> d.get(field).orElse(Value.FALSE);
      case PartlyKnown(Value.Dict known, String because) -> known.get(field).orElse(Value.FALSE);
      default -> item;
    };
  }

  private static boolean mayBeSkipped(Value item) {
    return !field(item, "skipped").equals(Value.FALSE);
  }
}
