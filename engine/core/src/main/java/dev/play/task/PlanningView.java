package dev.play.task;

import dev.play.connection.Become;
import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a module sees of a host while it plans. */
final class PlanningView implements HostView {
  private final HostSession host;
  private final Optional<Become> as;
  private final Map<String, String> environment;
  private final ControllerFiles files;
  private final long nonce;
  private final boolean predicted;

  /**
   * @param environment the task's: its own questions run with it as its commands do
   * @param predicted whether the view includes what a check has predicted; a task that is carried
   *     out must not see that
   */
  PlanningView(
      HostSession host,
      Optional<Become> as,
      Map<String, String> environment,
      ControllerFiles files,
      long nonce,
      boolean predicted) {
    this.host = host;
    this.predicted = predicted;
    this.as = as;
    this.environment = environment;
    this.files = files;
    this.nonce = nonce;
  }

  @Override
  public <T> Observed<T> read(Probe<T> probe) {
    Probe<T> asked = inEnvironment(probe);
    return predicted ? host.overlay().read(asked, host.asker(as)) : host.asker(as).read(asked);
  }

  /** What a module asks by a command of its choice may depend on proxies, paths and the like. */
  @SuppressWarnings("unchecked") // a Query answers with what a Query answers with
  private <T> Probe<T> inEnvironment(Probe<T> probe) {
    if (environment.isEmpty() || !(probe instanceof Probe.Query query)) {
      return probe;
    }
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(query.environment());
    return (Probe<T>) new Probe.Query(query.argv(), all, query.stdin(), query.about());
  }

  @Override
  public void need(List<? extends Probe<?>> probes) {
    Set<Probe<?>> missing = new LinkedHashSet<>();
    probes.forEach(p -> missing.add(inEnvironment(p)));
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
