package dev.play.event;

/** How a task ended on a host. */
public enum Status {
  /** The host was as asked. */
  OK,
  CHANGED,
  /** Only in a check. */
  WOULD_CHANGE,
  /** Only in a check: it depends on what an earlier task would have done. */
  UNKNOWN,
  SKIPPED,
  FAILED,
  UNREACHABLE;

  /** Whether a host goes on after it without being asked to ignore it. */
  public boolean good() {
    return this != FAILED && this != UNREACHABLE;
  }

  /** The graver of two, for a task that is done once for each of several items. */
  public Status worse(Status other) {
    return rank() >= other.rank() ? this : other;
  }

  private int rank() {
    return switch (this) {
      case SKIPPED -> 0;
      case OK -> 1;
      case UNKNOWN -> 2;
      case WOULD_CHANGE -> 3;
      case CHANGED -> 4;
      case FAILED -> 5;
      case UNREACHABLE -> 6;
    };
  }
}
