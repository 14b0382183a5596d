package dev.play.run.debug;

import dev.play.event.Ended;
import dev.play.event.Status;

/** When the debugger begins (docs.ansible.com, debugging tasks). */
public final class DebuggerRule {
  private DebuggerRule() {}

  /**
   * Whether it begins behind a task that has ended so.
   *
   * @param keyword {@code debugger}; empty where it is not given
   * @param usually whether failures are debugged where the keyword is not given: the setting
   *     ENABLE_TASK_DEBUGGER, or the strategy {@code debug}
   * @param ignoring whether errors that are ignored are none here: TASK_DEBUGGER_IGNORE_ERRORS
   */
  public static boolean begins(String keyword, boolean usually, boolean ignoring, Ended ended) {
    boolean failed = ended.status() == Status.FAILED && !(ignoring && ended.ignored());
    boolean lost = ended.status() == Status.UNREACHABLE;
    return switch (keyword) {
      case "always" -> true;
      case "never" -> false;
      case "on_failed" -> failed || (usually && lost);
      case "on_unreachable" -> lost || (usually && failed);
      case "on_skipped" -> ended.status() == Status.SKIPPED || (usually && (failed || lost));
      default -> usually && (failed || lost);
    };
  }
}
