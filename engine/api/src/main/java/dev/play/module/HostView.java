package dev.play.module;

import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Probe;
import java.util.List;

/**
 * A host as a module sees it: it can be asked, not touched. In a check the view includes what the
 * tasks before would have done.
 */
public interface HostView {
  /**
   * The answer, or why there is none before the run. Where it has not been fetched yet, ends this
   * call to plan; the engine fetches it and calls again.
   *
   * @throws dev.play.host.HostException when the host fails to answer
   */
  <T> Observed<T> read(Probe<T> probe);

  /** Several at once: ends this call to plan once, not once each, when some are not fetched yet. */
  void need(List<? extends Probe<?>> probes);

  /**
   * The answer. Where it is unknown before the run, ends this call: the plan is Unknown, for that
   * reason. For modules that cannot say anything without it, which is most.
   */
  default <T> T known(Probe<T> probe) {
    return switch (read(probe)) {
      case Observed.Known<T>(T value) -> value;
      case Observed.Unknown<T>(String because) -> throw new UnknownHere(because);
    };
  }

  /** The host's name in the inventory, as fetch sorts its files by. */
  default HostName name() {
    throw new UnsupportedOperationException("this view has no name for its host");
  }

  /** The controller's files, as the task may see them. */
  ControllerFiles files();

  /** A value that changes with each run of the task but not between calls to plan for it. */
  long nonce();

  /** Ends a call to plan with Plan.Unknown. Only the engine catches it. */
  final class UnknownHere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownHere(String because) {
      super(because, null, false, false);
    }
  }
}
