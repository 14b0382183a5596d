package dev.play.template;

import dev.play.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What lookups, and the few filters that look outside, may know of the controller. */
public interface LookupContext {
  /** The controller's environment variables. */
  Map<String, String> environment();

  /** Time and time zone. */
  Clock clock();

  RandomGenerator random();

  /** The directory that relative paths count from: the playbook's. */
  Path playbookDirectory();

  /** The user's home, for {@code ~}. */
  Path homeDirectory();

  /**
   * A file of the controller's, searched as tasks do: in the role's directory for the purpose, in
   * the role, beside the task file, beside the playbook.
   *
   * @param directory {@code files}, {@code templates} or {@code vars}
   */
  Optional<Path> find(String directory, String name);

  /** The places {@link #find} searches, in order, for globs and for errors. */
  List<Path> searched(String directory, String name);

  /**
   * The directory of a role that holds what is being looked for: {@code files} unless the task is
   * for {@code templates}, {@code vars} or {@code tasks}.
   */
  default String purpose() {
    return "files";
  }

  /**
   * A file's bytes, with vault files decrypted. Secret tells whether they came from a vault.
   *
   * @throws EvaluationException when it cannot be read
   */
  FileContent read(Path file);

  /** Names of the hosts that a pattern matches, for {@code inventory_hostnames}. */
  List<String> hosts(String pattern);

  /**
   * Told of each secret text that is made here or put into another text: whoever masks has to know
   * them one by one.
   */
  default void found(String secret) {}

  /** Ansible's settings. */
  Settings settings();

  record FileContent(byte[] bytes, boolean secret) {}
}
