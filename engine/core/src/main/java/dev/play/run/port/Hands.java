package dev.play.run.port;

import dev.play.connection.Door;
import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Resource;
import dev.play.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reaches hosts and works on them. A host is worked on by one thread at a time; different hosts by
 * many.
 */
public interface Hands extends AutoCloseable {
  /**
   * Plans a module and carries the plan out, or lays it over the host in a check.
   *
   * @throws dev.play.host.HostException where the host cannot be reached or fails
   */
  Performed run(Call call);

  /**
   * Runs the calls of a loop's items, in order, in as few round trips as can be.
   *
   * @param calls at least one; none of them a check
   * @return how the first of them went: at least one, at most all
   * @throws dev.play.host.HostException where the host cannot be reached or fails
   */
  default List<Performed> runSome(List<Call> calls) {
    return List.of(run(calls.getFirst()));
  }

  /**
   * Starts a module as a job that goes on without the engine, where it can.
   *
   * @param limit how long it may take
   * @return how the job started, or what came of what could not be left running
   */
  Performed start(Call call, JobId job, Duration limit);

  /** What was asked to be a job, but has been done at once, is kept for who asks about it. */
  default void doneAtOnce(JobId job, Performed performed) {
    throw new UnsupportedOperationException("keeping what came of " + job.id());
  }

  /** What came of a job that was done at once. */
  default Optional<Performed> atOnce(JobId job) {
    return Optional.empty();
  }

  /**
   * Asks about a job.
   *
   * @param forget have the host forget it, once it is over
   */
  JobState job(Reach reach, JobId job, boolean forget);

  /**
   * Facts of a host.
   *
   * @param subsets as gather_subset
   */
  Observed<Value.Dict> facts(Reach reach, FactsWanted wanted);

  /**
   * In a check: something happens here that cannot be told, so what it may touch is unknown to the
   * tasks that follow.
   *
   * @param because reads after "unknown"
   */
  void mayHappen(Call call, String because);

  /**
   * In a check: something may happen here.
   *
   * @param touches what it may touch
   * @param task the task that may do it
   */
  void mayTouch(Reach reach, Set<Resource> touches, String task, String because);

  /** In a check: anything may happen here. */
  default void anythingMayHappen(Reach reach, String task, String because) {
    mayTouch(reach, Set.of(Resource.EVERYTHING), task, because);
  }

  /**
   * In a check: whether earlier tasks have predicted changes that the host itself does not show.
   */
  default boolean hasPredictions(Reach reach) {
    return false;
  }

  /**
   * In a run: what is known of a host may no longer be so, since another that was changed may be
   * the same machine under another name (the controller itself, an alias).
   */
  default void mayHaveChanged(HostName host) {
    // Hands that keep nothing in mind have nothing to forget.
  }

  /**
   * Time has been waited for: whatever is known of any host is asked anew, since things change by
   * themselves, too.
   */
  default void timePassed() {
    // Hands that keep nothing in mind have nothing to forget.
  }

  /** Fetches in one round trip what these calls will ask first. Carries nothing out. */
  void anticipate(List<Call> ahead);

  /**
   * Has the next question to the host, whatever it is, ask along what these calls will ask first.
   * Costs no round trip. Carries nothing out.
   */
  void foresee(List<Call> ahead);

  /** How a host is reached. */
  default Way way(Reach reach) {
    throw new UnsupportedOperationException("the way to " + reach.host());
  }

  /**
   * Opens the way to a host for another program of the controller's; nothing where it is not
   * reached by SSH.
   *
   * @throws dev.play.host.HostException where it cannot be reached
   */
  default Optional<Door> door(Reach reach) {
    return Optional.empty();
  }

  /** Drops the connection; the next call makes a new one. */
  void reset(Reach reach);

  /**
   * Connects anew and runs a command that does nothing.
   *
   * @throws dev.play.host.HostException when that fails
   */
  void probe(Reach reach, Duration within);

  @Override
  void close();
}
