package dev.play.report;

import static java.util.stream.Collectors.joining;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.EventJson;
import dev.play.event.EventSink;
import dev.play.event.ResultJson;
import dev.play.event.Status;
import dev.play.host.HostName;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells only results, a block or a line a host, as Ansible's command for single tasks does (its
 * {@code minimal} and {@code oneline} layouts).
 */
public final class MinimalReporter implements EventSink {
  /** What commands are shown by: their output, not their result. */
  private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

  private final Screen screen;
  private final Palette palette;
  private final boolean oneLine;
  private final int verbosity;
  private final Warnings warnings;
  private final EventJson json = new EventJson();

  /**
   * @param verbosity from 3 on, the arguments that modules tell are shown
   */
  public MinimalReporter(Screen screen, Palette palette, boolean oneLine, int verbosity) {
    this.verbosity = verbosity;
    this.screen = screen;
    this.palette = palette;
    this.oneLine = oneLine;
    this.warnings = new Warnings(screen, palette);
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.HostTaskFinished e -> {
        warnings.of(e.ended());
        finished(e);
      }
      case Event.Warning e -> warnings.tell(e);
      case Event.Prompted e -> screen.line(e.text());
      case Event.RunStarted e -> {}
      case Event.PlayStarted e -> {}
      case Event.PlaySkipped e ->
          screen.error(palette.magenta("[WARNING]: No hosts matched, nothing to do"));
      case Event.TaskStarted e -> {}
      case Event.HostTaskStarted e -> {}
      case Event.ItemFinished e -> warnings.of(e.ended());
      case Event.MetaDone e -> {}
      case Event.Included e -> {}
      case Event.Retrying e -> {}
      case Event.LiveOutput e -> {}
      case Event.ShellStarted e -> {}
      case Event.TakenBack e -> {}
      case Event.HandlerNotified e -> {}
      case Event.NoHostsLeft e -> {}
      case Event.PlayEnded e -> {}
      case Event.RunEnded e -> {}
    }
  }

  private void finished(Event.HostTaskFinished e) {
    Ended ended = e.ended();
    String host = e.host() + e.delegate().map(HostName::name).map(d -> " -> " + d).orElse("");
    boolean commanded =
        COMMANDS.contains(e.task().action().substring(e.task().action().lastIndexOf('.') + 1))
            && ended.result().get("rc").isPresent()
            && ended.result().get("ansible_job_id").isEmpty();
    String text =
        switch (ended.status()) {
          case SKIPPED -> host + " | SKIPPED";
          case UNREACHABLE -> host + " | UNREACHABLE! => " + result(ended);
          case UNKNOWN -> host + " | UNKNOWN => " + ended.because().orElse("");
          default ->
              commanded
                  ? output(host, ended)
                  : host + " | " + word(ended.status(), true) + " => " + result(ended);
        };
    screen.line(palette.status(ended.status(), text));
    if (!ended.diff().isEmpty()) {
      screen.line(palette.diff(ended.diff().stripTrailing()));
    }
  }

  private static String word(Status status, boolean shouting) {
    return switch (status) {
      case CHANGED -> "CHANGED";
      case WOULD_CHANGE -> "WOULD CHANGE";
      case FAILED -> shouting ? "FAILED!" : "FAILED";
      default -> "SUCCESS";
    };
  }

  private static String output(Ended ended, String name) {
    return ended.text(name).orElse("");
  }

  private String output(String host, Ended ended) {
    String rc = ended.result().get("rc").map(PythonText::str).orElse("-1");
    String head = host + " | " + word(ended.status(), false) + " | rc=" + rc;
    String out = output(ended, "stdout");
    String err = output(ended, "stderr");
    if (oneLine) {
      return head
          + " | (stdout) "
          + out.replace("\n", "\\n").replace("\r", "\\r")
          + (err.isEmpty() ? "" : " (stderr) " + err.replace("\n", "\\n").replace("\r", "\\r"));
    }
    return head
        + " >>\n"
        + out
        + err
        + (out.isEmpty() && err.isEmpty() ? output(ended, "msg") : "");
  }

  private String result(Ended ended) {
    Map<Value, Value> shown = new LinkedHashMap<>();
    ended
        .result()
        .entries()
        .forEach(
            (key, value) -> {
              boolean own = key instanceof Value.Text(String name) && isOwn(name, ended);
              if (!own) {
                shown.put(key, value);
              }
            });
    Value.Dict all = new Value.Dict(shown);
    return oneLine
        ? new ResultJson().pretty(all).lines().map(String::stripLeading).collect(joining())
        : json.pretty(all);
  }

  /** What Ansible leaves out where it goes without saying. */
  private boolean isOwn(String name, Ended ended) {
    return name.equals("failed") && ended.status() != Status.FAILED
        || name.equals("invocation") && verbosity < 3
        || name.startsWith("_ansible")
        || name.equals("skipped");
  }
}
