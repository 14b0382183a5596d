package dev.play.task.watch;

import dev.play.connection.Become;
import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.host.HostName;
import dev.play.host.Probe;
import dev.play.observe.Answers;
import dev.play.task.HostAccess;
import dev.play.task.watch.AccessWatch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An access to a host that is watched. */
public final class WatchedAccess implements HostAccess {
  private final HostName host;
  private final HostAccess access;
  private final AccessWatch watch;

  public WatchedAccess(HostName host, HostAccess access, AccessWatch watch) {
    this.host = host;
    this.access = access;
    this.watch = watch;
  }

  @Override
  public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
    return watch.during(host, Phase.ASK, () -> access.ask(probes, as));
  }

  @Override
  public List<EffectOutcome> carryOut(List<Effect> effects, Way way) {
    return watch.during(host, Phase.ACT, () -> access.carryOut(effects, way));
  }

  @Override
  public Cost cost() {
    return access.cost();
  }

  @Override
  public void close() {
    access.close();
  }
}
