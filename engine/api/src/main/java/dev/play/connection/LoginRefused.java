package dev.play.connection;

import dev.play.host.HostException;

/** The host answers, and does not let us in with anything that we have to show. */
public final class LoginRefused extends HostException {
  private static final long serialVersionUID = 1L;

  public LoginRefused(String message) {
    super(message, true, null);
  }
}
