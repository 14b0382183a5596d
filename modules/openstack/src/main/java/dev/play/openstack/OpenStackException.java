package dev.play.openstack;

/** A cloud refused, or could not be asked. The message says what happened and what to do. */
final class OpenStackException extends Exception {
  private static final long serialVersionUID = 1L;

  OpenStackException(String message) {
    super(message);
  }

  OpenStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
