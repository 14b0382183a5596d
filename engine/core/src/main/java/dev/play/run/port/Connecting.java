package dev.play.run.port;

import java.util.Optional;

/**
 * What a task's keywords say about reaching its host; what is empty comes from the host's variables
 * or the command line.
 */
public record Connecting(
    Optional<String> connection,
    Optional<String> remoteUser,
    Optional<Integer> port,
    Optional<Boolean> become,
    Optional<String> becomeUser,
    Optional<String> becomeMethod,
    Optional<String> becomeFlags,
    Optional<String> becomeExe) {
  /** Nothing said. */
  public static final Connecting DEFAULT =
      new Connecting(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same, as nobody else than who logs in. */
  public Connecting withoutBecome() {
    return new Connecting(
        connection,
        remoteUser,
        port,
        Optional.of(false),
        becomeUser,
        becomeMethod,
        becomeFlags,
        becomeExe);
  }
}
