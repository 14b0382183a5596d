package dev.play.variables.connect;

import dev.play.connection.Target;
import dev.play.module.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about reaching hosts: the weakest of all.
 *
 * @param connection {@code --connection}
 * @param user {@code -u}
 * @param password {@code -k}
 * @param privateKey {@code --private-key}
 * @param become {@code -b}
 * @param becomePassword {@code -K}
 * @param timeout {@code --timeout}
 * @param hostKeys how a host key that is not known is treated
 * @param sshArguments {@code --ssh-common-args}
 */
public record ConnectionDefaults(
    Optional<String> connection,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Path> privateKey,
    boolean become,
    Optional<String> becomeUser,
    Optional<String> becomeMethod,
    Optional<Secret> becomePassword,
    Duration timeout,
    Target.HostKeys hostKeys,
    List<String> sshArguments) {
  public ConnectionDefaults {
    sshArguments = List.copyOf(sshArguments);
  }

  /** Nothing said: SSH, ten seconds, strict host keys. */
  public static final ConnectionDefaults NONE =
      new ConnectionDefaults(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(10),
          Target.HostKeys.STRICT,
          List.of());

  /** Without what concerns the hosts themselves that the command line is about: user and keys. */
  ConnectionDefaults onlyWaysAndTimes() {
    return new ConnectionDefaults(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        timeout,
        hostKeys,
        sshArguments);
  }
}
