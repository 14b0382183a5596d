package dev.play.variables.connect;

import java.util.Optional;

/**
 * What a task's keywords say about reaching its host. Variables of the same meaning win over them,
 * as in Ansible.
 */
public record ConnectionKeywords(
    Optional<String> connection,
    Optional<String> remoteUser,
    Optional<Integer> port,
    Optional<Boolean> become,
    Optional<String> becomeUser,
    Optional<String> becomeMethod,
    Optional<String> becomeFlags,
    Optional<String> becomeExecutable) {
  /** Nothing said. */
  public static final ConnectionKeywords NONE =
      new ConnectionKeywords(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
