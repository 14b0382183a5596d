package dev.play.module;

/** Ends a call to plan with {@link Plan.Failed}: the task fails with this message. */
public final class ModuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TaskResult values;

  public ModuleFailure(String message) {
    this(message, TaskResult.EMPTY);
  }

  /**
   * @param values registered beside the message
   */
  public ModuleFailure(String message, TaskResult values) {
    super(message, null, false, false);
    this.values = values;
  }

  public TaskResult values() {
    return values;
  }
}
