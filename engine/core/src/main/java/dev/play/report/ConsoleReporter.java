package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.EventSink;
import dev.play.event.Recap;
import dev.play.event.ResultJson;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells a run to a person, in the words that Ansible's users know. With many hosts, those whose
 * result of a task is the same share a line.
 */
public final class ConsoleReporter implements EventSink {
  /** Plays with more hosts than this are told by groups of hosts. */
  static final int GROUP_ABOVE = 20;

  /** What stands over the diff of a file, put into Ansible's words. */
  private static final Pattern HEADS = Pattern.compile("(?m)^--- (/.*)\n\\+\\+\\+ (/.*)$");

  private final Screen screen;
  private final Palette palette;
  private final int verbosity;
  private final Shown shown;
  private final ResultText results;
  private final Progress progress;
  private final Warnings warnings;
  private final TaskGroup group = new TaskGroup();
  private boolean check;
  private boolean grouping;
  private volatile boolean hasEnded;
  private long banner = -1;

  /** One that tells all. */
  public ConsoleReporter(Screen screen, Palette palette, int verbosity, Clock clock) {
    this(screen, palette, verbosity, Shown.ALL, clock);
  }

  public ConsoleReporter(Screen screen, Palette palette, int verbosity, Shown shown, Clock clock) {
    this.shown = shown;
    this.screen = screen;
    this.palette = palette;
    this.verbosity = verbosity;
    this.warnings = new Warnings(screen, palette);
    this.results = new ResultText(verbosity, screen.isTerminal());
    this.progress = new Progress(clock);
  }

  /** Brings the bottom line up to date; called now and then while a run lasts. */
  public void tick() {
    if (screen.isTerminal() && !hasEnded) {
      String line = progress.line();
      screen.bottom(line.isEmpty() ? "" : palette.dim(line));
    }
  }

  @Override
  public void accept(Event event) {
    progress.note(event);
    if (progress.asks()) {
      screen.bottom("");
    }
    switch (event) {
      case Event.RunStarted e -> started(e);
      case Event.PlayStarted e -> play(e);
      case Event.PlaySkipped e -> {
        banner("PLAY [" + e.name() + "]");
        screen.line(palette.cyan("skipping: " + e.because()));
      }
      case Event.TaskStarted e -> {
        flush();
        if (!shown.chooses()) {
          task(e.task());
        }
      }
      case Event.HostTaskStarted e -> {}
      case Event.ItemFinished e -> item(e);
      case Event.HostTaskFinished e -> finished(e);
      case Event.MetaDone e -> meta(e);
      case Event.Included e -> included(e);
      case Event.Retrying e ->
          screen.line(
              palette.yellow(
                  "FAILED - RETRYING: ["
                      + e.host()
                      + "]: "
                      + e.task().full()
                      + " ("
                      + e.left()
                      + " retries left)."));
      case Event.LiveOutput e -> live(e);
      case Event.TakenBack e -> {}
      case Event.ShellStarted e -> shell(e);
      case Event.HandlerNotified e -> {
        if (verbosity > 1) {
          screen.line("NOTIFIED HANDLER " + e.handler() + " for " + e.host());
        }
      }
      case Event.Warning e -> warnings.tell(e);
      case Event.Prompted e -> screen.line(e.text());
      case Event.NoHostsLeft e -> {
        flush();
        banner("NO MORE HOSTS LEFT");
      }
      case Event.PlayEnded e -> flush();
      case Event.RunEnded e -> ended(e);
    }
  }

  private void started(Event.RunStarted e) {
    check = e.check();
    if (verbosity > 1 && e.playbooks().size() == 1) {
      String file = e.playbooks().getFirst();
      banner("PLAYBOOK: " + file.substring(file.lastIndexOf('/') + 1));
      screen.line(e.plays() + " plays in " + file);
    }
  }

  private void play(Event.PlayStarted e) {
    flush();
    grouping = e.hosts().size() > GROUP_ABOVE;
    banner = -1;
    String batch = e.batches() > 1 ? " (batch " + e.batch() + " of " + e.batches() + ")" : "";
    banner("PLAY [" + e.name() + "]" + batch);
  }

  private void banner(String text) {
    screen.line("");
    screen.line(
        palette.bold(text)
            + " "
            + "*".repeat(Math.max(3, Math.min(79, screen.width() - 1) - text.length())));
  }

  private void task(TaskTitle task) {
    flush();
    banner = task.number();
    banner((task.isHandler() ? "RUNNING HANDLER [" : "TASK [") + task.full() + "]");
    if (verbosity > 1) {
      screen.line(palette.dim("task path: " + task.span().file() + ":" + task.span().line()));
    }
  }

  /** Free hosts come to tasks in any order: says again which one is told of. */
  private void under(TaskTitle task) {
    if (task.number() != banner) {
      task(task);
    }
  }

  private void item(Event.ItemFinished e) {
    warnings.of(e.ended());
    if (shown.hides(e.ended().status()) || (grouping && e.ended().status().good())) {
      return;
    }
    under(e.task());
    Ended ended = e.ended();
    boolean failed = ended.status() == Status.FAILED;
    String text = results.of(e.task(), ended, true);
    String item = (failed ? "(item=" : "=> (item=") + e.label() + ")";
    String end = text.isEmpty() && ended.status() == Status.SKIPPED ? " " : "";
    diff(ended);
    say(
        ended,
        palette.status(
            ended.status(),
            (failed ? "failed" : heading(ended))
                + ": ["
                + host(e.host(), e.delegate())
                + "] "
                + item
                + (text.isEmpty() ? end : " " + text)));
  }

  private void finished(Event.HostTaskFinished e) {
    warnings.of(e.ended());
    if (e.looped() && !grouping && told(e)) {
      ignoring(e.ended());
      return;
    }
    if (shown.hides(e.ended().status())) {
      return;
    }
    String text = results.of(e.task(), e.ended(), false);
    if (grouping) {
      under(e.task());
      group.add(heading(e.ended()), text, e);
      return;
    }
    under(e.task());
    if (shown.pathOnFailure() && e.ended().status() == Status.FAILED) {
      screen.line("task path: " + e.task().span().file() + ":" + e.task().span().line());
    }
    tell(heading(e.ended()), host(e.host(), e.delegate()), text, e.ended());
  }

  private static String host(HostName host, Optional<HostName> delegate) {
    return host + delegate.filter(d -> !d.equals(host)).map(d -> " -> " + d).orElse("");
  }

  /** Whether the items have said it all. */
  private static boolean told(Event.HostTaskFinished e) {
    boolean hadItems =
        e.ended().result().get("results").map(r -> !r.equals(Value.EMPTY_SEQUENCE)).orElse(false);
    boolean alone = e.ended().status() == Status.SKIPPED || isFailedDebug(e);
    return hadItems && !alone;
  }

  /** As in Ansible, the one module that says so once more. */
  private static boolean isFailedDebug(Event.HostTaskFinished e) {
    return e.task().action().equals("debug") && e.ended().status() == Status.FAILED;
  }

  private static String heading(Ended ended) {
    return switch (ended.status()) {
      case OK -> "ok";
      case CHANGED -> "changed";
      case WOULD_CHANGE -> "would change";
      case UNKNOWN -> "unknown";
      case SKIPPED -> "skipping";
      case FAILED, UNREACHABLE -> "fatal";
    };
  }

  private void tell(String heading, String hosts, String text, Ended ended) {
    boolean bad = !ended.status().good();
    diff(ended);
    String line = heading + ": [" + hosts + "]" + (bad ? ": " : text.isEmpty() ? "" : " ") + text;
    say(ended, palette.status(ended.status(), line.stripTrailing()));
    ignoring(ended);
  }

  private void say(Ended ended, String line) {
    if (shown.failedToErr() && !ended.status().good()) {
      screen.error(line);
    } else {
      screen.line(line);
    }
  }

  private void ignoring(Ended ended) {
    if (ended.ignored()) {
      screen.line(palette.cyan("...ignoring"));
    }
  }

  private void diff(Ended ended) {
    if (!ended.diff().isEmpty()) {
      String named = HEADS.matcher(ended.diff()).replaceAll("--- before: $1\n+++ after: $2");
      screen.line(palette.diff(named.stripTrailing()) + "\n");
    }
  }

  private void meta(Event.MetaDone e) {
    under(e.task());
    if (verbosity > 1) {
      screen.line("META: " + e.message());
    }
    if (e.isSkipped()) {
      Value.Dict result = Value.dictOf("msg", e.action(), "skip_reason", e.message());
      String text = verbosity > 0 ? " => " + new ResultJson().line(result) : "";
      screen.line(palette.cyan("skipping: [" + e.host() + "]" + text));
    }
  }

  private void included(Event.Included e) {
    if (grouping) {
      return;
    }
    under(e.task());
    screen.line(
        palette.cyan(
            "included: "
                + e.what()
                + " for "
                + e.host()
                + e.label().map(l -> " => (item=" + l + ")").orElse("")));
  }

  private void shell(Event.ShellStarted e) {
    if (verbosity > 2) {
      screen.line("<" + e.host() + "> EXEC " + e.command());
    }
  }

  /** For a person who waits; a log gets it once, with the result. */
  private void live(Event.LiveOutput e) {
    if (verbosity > 3 && screen.isTerminal()) {
      screen.line(palette.dim(e.host() + (e.isError() ? " ! " : " | ") + e.text()));
    }
  }

  private void flush() {
    group.flush(this::tell);
  }

  private void ended(Event.RunEnded e) {
    flush();
    hasEnded = true;
    screen.bottom("");
    banner("PLAY RECAP");
    Recap recap = e.recap();
    new RecapText(palette, check, GROUP_ABOVE).lines(recap).forEach(screen::line);
    screen.line("");
    if (verbosity > 0) {
      e.efforts()
          .forEach(
              (host, effort) ->
                  screen.line(
                      palette.dim(
                          host
                              + ": "
                              + effort.roundTrips()
                              + " round trips, "
                              + effort.processes()
                              + " processes for questions, "
                              + effort.effects()
                              + " effects")));
    }
    stats(e.stats());
  }

  private void stats(Map<String, Value.Dict> stats) {
    if (stats.isEmpty()) {
      return;
    }
    banner("CUSTOM STATS: ");
    ResultJson json = new ResultJson();
    stats.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing((String k) -> k.isEmpty())))
        .forEach(
            e -> {
              String owner = e.getKey().isEmpty() ? "RUN" : e.getKey();
              screen.line("\t" + owner + ": " + json.line(e.getValue()).replaceFirst("^\\{", "{ "));
            });
    screen.line("");
  }
}
