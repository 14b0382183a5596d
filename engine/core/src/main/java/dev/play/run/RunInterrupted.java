package dev.play.run;

/** The run was ended from outside. */
public final class RunInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunInterrupted() {
    super("the run was interrupted", null, false, false);
  }
}
