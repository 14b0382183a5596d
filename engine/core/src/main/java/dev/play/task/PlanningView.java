package dev.play.task;

import dev.play.connection.Become;
import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a module sees of a host while it plans. */
final class PlanningView implements HostView {
  private final HostSession host;
  private final Optional<Become> as;
  private final ControllerFiles files;
  private final long nonce;
  private final boolean predicted;

  /**
   * @param predicted whether the view includes what a check has predicted; a task that is carried
   *     out must not see that
   */
  PlanningView(
      HostSession host, Optional<Become> as, ControllerFiles files, long nonce, boolean predicted) {
    this.host = host;
    this.predicted = predicted;
    this.as = as;
    this.files = files;
    this.nonce = nonce;
  }

  @Override
  public <T> Observed<T> read(Probe<T> probe) {
    return predicted ? host.overlay().read(probe, host.asker(as)) : host.asker(as).read(probe);
  }

  @Override
  public void need(List<? extends Probe<?>> probes) {
    Set<Probe<?>> missing = new LinkedHashSet<>(probes);
    missing.removeIf(p -> host.isObserved(p, as));
    if (!missing.isEmpty()) {
      throw new Missing(missing, as);
    }
  }

  @Override
  public HostName name() {
    return host.name();
  }

  @Override
  public ControllerFiles files() {
    return files;
  }

  @Override
  public long nonce() {
    return nonce;
  }
}
