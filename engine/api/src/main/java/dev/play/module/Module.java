package dev.play.module;

import dev.play.host.Resource;
import java.util.Optional;
import java.util.Set;

/**
 * A module: reads what the host is, decides what has to be done, and does nothing itself. One class
 * with a nested record of arguments is all there is to write; see docs/module-author.md.
 *
 * <p>The class is found by its name: {@code apt_repository} is {@code AptRepository} in a {@code
 * dev.play.modules.*} package of a modules jar; {@link ModuleDoc#also} adds other names. It needs a
 * public constructor without parameters and must keep no state.
 *
 * @param <A> the arguments; its record components carry {@link Param} and are the schema. A compact
 *     constructor may throw IllegalArgumentException for contradictions: that is told at compile
 *     time where the arguments are constant.
 */
public interface Module<A extends Record> {
  /**
   * Decides. Must be pure: same arguments and same answers of {@code host}, same plan. May be
   * called any number of times, speculatively too. {@link HostView#read} may end a call to fetch
   * what is not yet observed; the engine calls again.
   */
  Plan plan(A args, HostView host);

  /**
   * In a check in which nothing is predicted yet: the plan again, after asking what a run need not
   * ask because it finds out by doing. For example whether what is to be downloaded is there at
   * all. May ask as {@code plan}.
   */
  default Plan checked(A args, HostView host, Plan plan) {
    return plan;
  }

  /**
   * What carrying this out could touch at most. Used in a check when the plan is unknown: the
   * observations that it affects become unknown too.
   */
  default Set<Resource> mayTouch(A args) {
    return mayTouchAtMost();
  }

  /**
   * The same whatever the arguments are: for a task of a check whose arguments are unknown, or its
   * items.
   */
  default Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.EVERYTHING);
  }

  /**
   * Whether all it does is tell what it finds, and it never fails, whatever the host is: then it
   * changes nothing in any case, and only its result is unknown where a check cannot ask.
   */
  default boolean onlyTells(A args) {
    return false;
  }

  /** Names of the facts that it sets: unknown where a check cannot tell what it finds. */
  default Set<String> facts(A args) {
    return Set.of();
  }

  /** What carrying this out leaves behind, as far as the arguments alone tell. */
  default Footprint footprint(A args) {
    return Footprint.SOME;
  }

  /**
   * All that it looks at, where that is known of one that leaves {@link Footprint#NONE}: a check
   * carries it out if nothing of that is predicted to change.
   */
  default Optional<Reads> reads(A args) {
    return Optional.empty();
  }

  /**
   * What is registered where {@code check_mode: true} keeps this one task of a run from being
   * carried out and what would come of it cannot be told. A check of the whole run has no use for
   * it: there the result is unknown.
   */
  default TaskResult leftOut(A args) {
    return TaskResult.of("skipped", true, "msg", "check mode not (yet) supported for this module")
        .changed(false);
  }
}
