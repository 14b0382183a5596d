package dev.play.modules.base.command;

import dev.play.host.CommandOutput;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a command of the user's registers. */
public final class CommandResult {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The engine's words for a {@code chdir} that is not there. */
  private static final String NO_DIRECTORY = "Unable to change directory before execution";

  private CommandResult() {}

  /**
   * rc, stdout, stderr, their lines, cmd, start, end and delta (times in UTC); failed where the
   * status is not 0.
   *
   * @param command as given: a text or a list of words
   * @param stripEnds whether newlines at the ends of the outputs are dropped
   */
  public static TaskResult of(Plan.Outcome outcome, Object command, boolean stripEnds) {
    CommandOutput output = outcome.output();
    Instant start = instant(outcome.startedAt());
    TaskResult result =
        streams(TaskResult.of("cmd", command), output, stripEnds)
            .with("start", TIME.format(start))
            .with("end", TIME.format(instant(outcome.startedAt() + outcome.seconds())))
            .with("delta", delta(outcome.seconds()))
            .with("msg", "");
    if (output.ok()) {
      return result;
    }
    if (output.err().startsWith(NO_DIRECTORY)) {
      return result.failed(output.err().strip()).changed(false);
    }
    return result.failed("non-zero return code");
  }

  /** Like {@link #of}, for a command that may not be there at all. */
  public static TaskResult ofProgram(
      Plan.Outcome outcome, List<String> words, Object command, boolean stripEnds) {
    return NotStarted.of(outcome.output(), words.getFirst(), TaskResult.of("cmd", command))
        .orElseGet(() -> of(outcome, command, stripEnds));
  }

  /**
   * What is registered where a task's own check mode keeps it from running: skipped, unless it says
   * by creates or removes when there is something to do.
   */
  public static TaskResult leftOut(Object command, boolean guarded) {
    TaskResult result =
        TaskResult.of(
                "cmd",
                command,
                "rc",
                0,
                "stdout",
                "",
                "stderr",
                "",
                "msg",
                "Command would have run if not in check mode")
            .changed(guarded);
    return guarded ? result : result.with("skipped", true);
  }

  /** rc, stdout, stdout_lines, stderr, stderr_lines. */
  public static TaskResult streams(TaskResult values, CommandOutput output, boolean stripEnds) {
    String out = stripEnds ? stripped(output.out()) : output.out();
    String err = stripEnds ? stripped(output.err()) : output.err();
    return values
        .with("rc", output.status())
        .with("stdout", out)
        .with("stdout_lines", lines(out))
        .with("stderr", err)
        .with("stderr_lines", lines(err));
  }

  static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static String stripped(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Instant instant(double seconds) {
    return Instant.EPOCH.plusNanos((long) (seconds * 1e9));
  }

  /** As Python prints a timedelta: {@code 0:00:01.500000}. */
  static String delta(double seconds) {
    Duration d = Duration.ofNanos((long) (seconds * 1e9));
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%06d",
        d.toHours(),
        d.toMinutesPart(),
        d.toSecondsPart(),
        d.toNanosPart() / 1000);
  }
}
