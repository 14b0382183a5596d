package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.PlaceText;
import dev.play.event.ResultJson;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A result as people read it: as Ansible's users know it, and in fewer words on a terminal. */
final class ResultText {
  /** Told by the line's first word already. */
  private static final Set<String> TOLD = Set.of("failed", "skipped");

  /** All that is shown of a debug message. */
  private static final Set<String> OF_DEBUG = Set.of("msg", "exception", "warnings");

  private static final Set<String> NOT_OF_DEBUG =
      Set.of("changed", "failed", "skipped", "skip_reason", "invocation");

  /** Lines of a command's output that are shown of a failure on a terminal. */
  private static final int TAIL = 20;

  private final ResultJson json = new ResultJson();
  private final int verbosity;
  private final boolean brief;

  /**
   * @param brief whether failures are told in words rather than as JSON, while verbosity is 0
   */
  ResultText(int verbosity, boolean brief) {
    this.verbosity = verbosity;
    this.brief = brief;
  }

  /** What stands behind a host's name (and an item); empty when there is nothing to say. */
  String of(TaskTitle task, Ended ended, boolean isItem) {
    return switch (ended.status()) {
      case FAILED -> (isItem ? "=> " : "FAILED! => ") + failure(task, ended);
      case UNREACHABLE -> "UNREACHABLE! => " + failure(task, ended);
      case UNKNOWN -> ended.because().map(b -> "(" + b + ")").orElse("");
      case SKIPPED, OK, CHANGED, WOULD_CHANGE -> isTold(ended) ? "=> " + dump(task, ended) : "";
    };
  }

  private boolean isTold(Ended ended) {
    return (verbosity > 0 || isAlwaysTold(ended))
        && ended.result().get("_ansible_verbose_override").isEmpty();
  }

  private static boolean isAlwaysTold(Ended ended) {
    return ended.result().get("_ansible_verbose_always").isPresent();
  }

  private String dump(TaskTitle task, Ended ended) {
    Value.Dict shown = shown(task, ended.result());
    return verbosity > 2 || isAlwaysTold(ended) ? json.pretty(shown) : json.line(shown);
  }

  private Value.Dict shown(TaskTitle task, Value.Dict result) {
    boolean debug = task.action().equals("debug");
    boolean message = debug && result.get("msg").isPresent();
    Map<Value, Value> out = new LinkedHashMap<>();
    result
        .entries()
        .forEach(
            (k, v) -> {
              String name = PythonText.str(k);
              boolean hidden =
                  message
                      ? !OF_DEBUG.contains(name)
                      : debug ? NOT_OF_DEBUG.contains(name) : TOLD.contains(name);
              hidden |= name.equals("invocation") && verbosity < 3;
              if (!hidden && !name.startsWith("_ansible_")) {
                out.put(k, v);
              }
            });
    return new Value.Dict(out);
  }

  private String failure(TaskTitle task, Ended ended) {
    if (verbosity > 0 || !brief) {
      return dump(task, ended) + place(ended, "\n    at ", "");
    }
    StringBuilder out =
        new StringBuilder(
            ended
                .result()
                .get("msg")
                .map(PythonText::str)
                .map(PlaceText::removed)
                .orElseGet(() -> dump(task, ended)));
    out.append(place(ended, " (", ")"));
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

  private static String place(Ended ended, String before, String after) {
    return ended.because().map(b -> before + b + after).orElse("");
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
}
