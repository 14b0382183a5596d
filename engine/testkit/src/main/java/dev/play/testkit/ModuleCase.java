package dev.play.testkit;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a module: a host as it is, a task, and what is expected of it. See
 * docs/module-author.md for how cases are written.
 *
 * @param where the kind of host that it needs
 * @param given what lies below the case's root directory beforehand, by relative name
 * @param prepare a shell script that makes the rest, run in the root directory
 * @param environment of the task
 * @param controller the controller's files, by name relative to the playbook
 * @param arguments of the task; {@code ROOT} in any text stands for the root directory
 * @param again what a second run is to be
 * @param hostileRoot whether the case also holds below a directory with a hostile name
 */
public record ModuleCase(
    String name,
    Where where,
    Map<String, Value> given,
    Optional<String> prepare,
    Map<String, String> environment,
    Map<String, Value> controller,
    Value.Dict arguments,
    Expected expected,
    String again,
    boolean hostileRoot) {
  /** The hosts a case can ask for. */
  public enum Where {
    /** This machine's shell, as whoever runs the tests, below a temporary directory. */
    SHELL,
    /** A lab host, as root; nothing beyond the case's directory matters. */
    ROOT,
    /** A lab host, as root; the check must not change anything on all of it. */
    LAB
  }

  /**
   * What is to come of it.
   *
   * @param status of the run: same, changed, failed, skipped; or refused, where the arguments are
   *     wrong in themselves
   * @param check of the check; the counterpart of {@code status} where it is empty
   * @param message a part of the message, for a failure
   * @param result some of what is registered; of a dictionary, some of its entries
   * @param facts some of the facts; of a dictionary, some of its entries
   * @param registers names of values that are registered, whatever they are
   * @param files what lies below the root directory afterwards, as far as it matters
   * @param effects what the effects are in words, all of them, where given
   * @param diff a part of the check's diff
   * @param proof a script that must succeed in the root directory after the first run: it looks at
   *     the host past the engine's probes
   */
  public record Expected(
      String status,
      Optional<String> check,
      Optional<String> message,
      Map<String, Value> result,
      Value.Dict facts,
      List<String> registers,
      Map<String, Value> files,
      Optional<List<String>> effects,
      Optional<String> diff,
      Optional<String> proof) {
    /** A status that only a {@link dev.play.testkit.hostile.HostileLaw} asks for. */
    public static final String WHATEVER = "whatever";

    /** Only the laws are to hold. */
    public static Expected whatever() {
      return new Expected(
          WHATEVER,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Value.EMPTY_DICT,
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }
}
