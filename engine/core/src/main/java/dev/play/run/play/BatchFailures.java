package dev.play.run.play;

import dev.play.host.HostName;
import dev.play.run.port.PlayVariables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts of a batch have failed, and whether that is more than the play bears. Keeps {@code
 * ansible_play_hosts} and its kin right. Thread-safe.
 */
final class BatchFailures {
  private final PlayVariables variables;
  private final List<HostName> all;
  private final Set<HostName> left;
  private final List<HostName> batch;
  private final Optional<Double> maxPercentage;
  private final Set<HostName> failed = new LinkedHashSet<>();
  private boolean othersFailed;

  /**
   * @param all of the play
   * @param left those that have not failed before
   */
  BatchFailures(
      PlayVariables variables,
      List<HostName> all,
      List<HostName> left,
      List<HostName> batch,
      Optional<Double> maxPercentage) {
    this.variables = variables;
    this.all = List.copyOf(all);
    this.left = new LinkedHashSet<>(left);
    this.batch = List.copyOf(batch);
    this.maxPercentage = maxPercentage;
    publish();
  }

  /** Whether the others must fail too, because of this one. */
  synchronized boolean add(HostName host) {
    failed.add(host);
    left.remove(host);
    publish();
    boolean tooMany =
        maxPercentage.isPresent() && 100.0 * failed.size() / batch.size() > maxPercentage.get();
    othersFailed |= tooMany;
    return tooMany;
  }

  /** A rescue has made up for the failure. */
  synchronized void mended(HostName host) {
    if (failed.remove(host)) {
      left.add(host);
      publish();
    }
  }

  synchronized void othersFail() {
    othersFailed = true;
  }

  synchronized boolean haveOthersFailed() {
    return othersFailed;
  }

  private void publish() {
    variables.hosts(
        all,
        all.stream().filter(left::contains).toList(),
        batch.stream().filter(left::contains).toList());
  }
}
