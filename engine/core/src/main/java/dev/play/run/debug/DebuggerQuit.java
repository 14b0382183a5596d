package dev.play.run.debug;

/** The operator has ended the run in the debugger. */
public final class DebuggerQuit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DebuggerQuit() {
    super("the run was ended in the debugger", null, false, false);
  }
}
