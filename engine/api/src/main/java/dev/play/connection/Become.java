package dev.play.connection;

import dev.play.module.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Becoming another user on the host.
 *
 * @param flags further options of the method's command, as given by the user
 */
public record Become(
    Method method,
    String user,
    Optional<Secret> password,
    List<String> flags,
    Optional<String> executable) {
  /** How. */
  public enum Method {
    SUDO,
    SU,
    DOAS
  }

  public static Become sudo(String user) {
    return new Become(Method.SUDO, user, Optional.empty(), List.of(), Optional.empty());
  }
}
