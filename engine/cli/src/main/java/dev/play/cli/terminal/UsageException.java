package dev.play.cli.terminal;

/** What was asked for makes no sense; the message says why. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int USAGE = 1;

  private final int status;

  public UsageException(String message) {
    this(message, USAGE);
  }

  /**
   * @param status what the process ends with
   */
  public UsageException(String message, int status) {
    super(message, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
