package dev.play.report;

import dev.play.event.Recap;

/** What the process tells its caller. */
public enum ExitStatus {
  OK(0),
  /** The command line, inventory or playbook is wrong; no host was touched. */
  USAGE(1),
  /** A task failed on at least one host. */
  FAILED(2),
  /** At least one host could not be reached. */
  UNREACHABLE(4),
  /** A file gives a key twice and the setting duplicate_dict_key says that this is an error. */
  UNREADABLE(4),
  /** The operator ended the run in the debugger. */
  QUIT(99),
  /** A bug of play's own. */
  BUG(70),
  INTERRUPTED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Of a run. Unreachable hosts weigh more than failed ones, as in Ansible. */
  public static ExitStatus of(Recap recap) {
    if (recap.anyUnreachable()) {
      return UNREACHABLE;
    }
    return recap.anyFailed() ? FAILED : OK;
  }
}
