package dev.play.module;

/** Ends a call to plan with {@link Plan.Failed}: the task fails with this message. */
public final class ModuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModuleFailure(String message) {
    super(message, null, false, false);
  }
}
