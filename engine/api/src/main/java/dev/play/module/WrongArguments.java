package dev.play.module;

/**
 * Thrown by the constructor of a module's arguments that contradict each other, where the task's
 * result has to hold more than a message when that shows at the run only.
 */
public final class WrongArguments extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient TaskResult values;

  /**
   * @param values registered beside the message
   */
  public WrongArguments(String message, TaskResult values) {
    super(message);
    this.values = values;
  }

  public TaskResult values() {
    return values;
  }
}
