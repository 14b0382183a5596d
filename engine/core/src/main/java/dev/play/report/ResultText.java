package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.EventJson;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A result as people read it. */
final class ResultText {
  private static final Set<String> NOISE =
      Set.of(
          "changed",
          "failed",
          "skipped",
          "ansible_loop_var",
          "ansible_index_var",
          "_ansible_item_label",
          "failed_when_result");

  /** Lines of a command's output that are shown of a failure. */
  private static final int TAIL = 20;

  private final EventJson json = new EventJson();
  private final int verbosity;

  ResultText(int verbosity) {
    this.verbosity = verbosity;
  }

  /** What stands behind a host's name; empty when there is nothing to say. */
  String of(TaskTitle task, Ended ended) {
    return switch (ended.status()) {
      case FAILED -> "FAILED! => " + failure(ended);
      case UNREACHABLE -> "UNREACHABLE! => " + failure(ended);
      case UNKNOWN -> ended.because().map(b -> "(" + b + ")").orElse("");
      case SKIPPED -> verbosity > 0 ? detail(ended) : "";
      case OK, CHANGED, WOULD_CHANGE -> success(task, ended);
    };
  }

  private String success(TaskTitle task, Ended ended) {
    if (task.action().equals("debug")) {
      return "=> " + json.pretty(without(ended.result()));
    }
    if (task.action().equals("assert") && ended.text("msg").isPresent() && verbosity == 0) {
      return "=> " + json.pretty(without(ended.result()));
    }
    return verbosity > 0 ? detail(ended) : "";
  }

  private String detail(Ended ended) {
    return "=> " + (verbosity > 1 ? json.pretty(ended.result()) : json.compact(ended.result()));
  }

  private String failure(Ended ended) {
    if (verbosity > 0) {
      return verbosity > 1 ? json.pretty(ended.result()) : json.compact(ended.result());
    }
    StringBuilder out =
        new StringBuilder(
            ended
                .result()
                .get("msg")
                .map(PythonText::str)
                .orElseGet(() -> json.compact(ended.result())));
    if (ended.status() == Status.FAILED) {
      ended
          .result()
          .get("rc")
          .ifPresent(rc -> out.append(" (rc=").append(PythonText.str(rc)).append(')'));
      output(out, "stderr", ended);
      output(out, "stdout", ended);
    }
    return out.toString();
  }

  private static void output(StringBuilder out, String stream, Ended ended) {
    String text = ended.text(stream).orElse("").strip();
    if (text.isEmpty() || out.indexOf(text) >= 0) {
      return;
    }
    String[] lines = text.split("\n");
    int from = Math.max(0, lines.length - TAIL);
    if (from > 0) {
      out.append("\n    ").append(stream).append(": ... ").append(from).append(" lines before");
    }
    for (int i = from; i < lines.length; i++) {
      out.append("\n    ").append(stream).append(": ").append(lines[i].stripTrailing());
    }
  }

  private static Value.Dict without(Value.Dict result) {
    Map<Value, Value> out = new LinkedHashMap<>();
    result
        .entries()
        .forEach(
            (k, v) -> {
              if (!(k instanceof Value.Text t && NOISE.contains(t.text()))) {
                out.put(k, v);
              }
            });
    return new Value.Dict(out);
  }
}
