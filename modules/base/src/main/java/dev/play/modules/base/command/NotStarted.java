package dev.play.modules.base.command;

import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import java.util.Optional;
import java.util.regex.Pattern;

/** A command that the host could not start, told as Python's errors tell it. */
final class NotStarted {
  private NotStarted() {}

  /** The result, where the shell's words say that there was nothing to run. */
  static Optional<TaskResult> of(CommandOutput output, String name, TaskResult values) {
    if ((output.status() != 126 && output.status() != 127) || output.stdout().size() > 0) {
      return Optional.empty();
    }
    // dash: "sh: 1: exec: x: not found"; bash: "sh: line 1: exec: x: not found"
    Pattern words =
        Pattern.compile("(?m)^\\S+: .*exec: (line \\d+: )?" + Pattern.quote(name) + ": ");
    if (!words.matcher(output.err()).find()) {
      return Optional.empty();
    }
    boolean denied = output.status() == 126;
    int number = denied ? 13 : 2;
    String message =
        "[Errno " + number + "] " + (denied ? "Permission denied" : "No such file or directory");
    return Optional.of(
        values
            .with("rc", number)
            .with("stdout", "")
            .with("stderr", "")
            .failed(message + ": b'" + name + "'")
            .changed(false));
  }
}
