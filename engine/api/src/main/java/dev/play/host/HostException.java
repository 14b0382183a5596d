package dev.play.host;

/**
 * The world failed: a host refused, hung, ran out of space. Becomes an event and fails that host
 * only. Its message is for the operator: what happened and, where it helps, what to do.
 */
public class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the host could not be reached at all, as against failing a request. */
  private final boolean unreachable;

  public HostException(String message) {
    this(message, false, null);
  }

  public HostException(
      String message, boolean unreachable, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  public static HostException unreachable(
      String message, @org.jspecify.annotations.Nullable Throwable cause) {
    return new HostException(message, true, cause);
  }

  public boolean isUnreachable() {
    return unreachable;
  }
}
