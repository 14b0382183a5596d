package dev.play.compile;

import dev.play.template.Compiled;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The effective keywords of a step. Everything that may hold a template is {@link Compiled} and
 * evaluated for each host (and item).
 *
 * @param name empty when not given; display is then the module's name
 * @param when all must hold, outermost block first
 * @param tags as given, inherited ones included; {@code always} and {@code never} mean what they do
 * @param environment outermost first, later entries win
 */
public record Keywords(
    Optional<Compiled> name,
    List<Compiled> when,
    Optional<Loop> loop,
    Optional<Compiled> register,
    List<Compiled> changedWhen,
    List<Compiled> failedWhen,
    List<Compiled> until,
    Optional<Compiled> retries,
    Optional<Compiled> delay,
    Optional<Compiled> ignoreErrors,
    Optional<Compiled> ignoreUnreachable,
    Become become,
    Optional<Compiled> connection,
    Optional<Compiled> remoteUser,
    Optional<Compiled> port,
    Optional<Compiled> timeout,
    Optional<Compiled> delegateTo,
    Optional<Compiled> delegateFacts,
    Optional<Compiled> runOnce,
    Optional<Compiled> checkMode,
    Optional<Compiled> diff,
    Optional<Compiled> noLog,
    Optional<Compiled> anyErrorsFatal,
    Optional<Compiled> throttle,
    Optional<Compiled> async,
    Optional<Compiled> poll,
    Optional<Compiled> debugger,
    List<Compiled> environment,
    List<Compiled> notifies,
    List<Compiled> listens,
    Set<String> tags,
    ModuleDefaults moduleDefaults) {
  public Keywords {
    when = List.copyOf(when);
    changedWhen = List.copyOf(changedWhen);
    failedWhen = List.copyOf(failedWhen);
    until = List.copyOf(until);
    environment = List.copyOf(environment);
    notifies = List.copyOf(notifies);
    listens = List.copyOf(listens);
    tags = Set.copyOf(tags);
  }

  /** Nothing given. */
  public static final Keywords NONE =
      new Keywords(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Become.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          Set.of(),
          ModuleDefaults.NONE);

  /** become and its kin. */
  public record Become(
      Optional<Compiled> become,
      Optional<Compiled> user,
      Optional<Compiled> method,
      Optional<Compiled> flags,
      Optional<Compiled> exe) {
    public static final Become NONE =
        new Become(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * loop or with_*.
   *
   * @param lookup empty for {@code loop}; the lookup's name for {@code with_NAME}
   */
  public record Loop(
      Optional<String> lookup,
      Compiled items,
      String variable,
      Optional<String> indexVariable,
      Optional<Compiled> label,
      Optional<Compiled> pause,
      List<Compiled> breakWhen,
      boolean extended,
      boolean extendedAllItems) {}
}
