package dev.play.galaxy.fetch;

/** Something could not be fetched or installed; the message is for people. */
public final class GalaxyFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GalaxyFailure(String message) {
    super(message, null, false, false);
  }
}
