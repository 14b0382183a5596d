package dev.play.report;

import dev.play.event.Status;

/**
 * What the console is to tell of results, as Ansible's settings of these names say.
 *
 * @param skippedHosts {@code display_skipped_hosts}
 * @param okHosts {@code display_ok_hosts}
 * @param failedToErr {@code display_failed_stderr}
 * @param pathOnFailure {@code show_task_path_on_failure}
 */
public record Shown(
    boolean skippedHosts, boolean okHosts, boolean failedToErr, boolean pathOnFailure) {
  /** All of them, on one stream. */
  public static final Shown ALL = new Shown(true, true, false, false);

  /** Whether tasks show only once there is a result to tell of. */
  boolean chooses() {
    return !skippedHosts || !okHosts;
  }

  boolean hides(Status status) {
    return (status == Status.SKIPPED && !skippedHosts) || (status == Status.OK && !okHosts);
  }
}
