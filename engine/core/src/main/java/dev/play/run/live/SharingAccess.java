package dev.play.run.live;

import dev.play.connection.Become;
import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.Probe;
import dev.play.observe.Answers;
import dev.play.task.HostAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An access whose facts share with other hosts' what they have in common. */
final class SharingAccess implements HostAccess {
  private final HostAccess access;
  private final SharedValues values;

  SharingAccess(HostAccess access, SharedValues values) {
    this.access = access;
    this.values = values;
  }

  @Override
  public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
    Answers answers = access.ask(probes, as);
    for (Probe<?> probe : probes) {
      if (probe instanceof Probe.Facts facts) {
        share(facts, answers);
      }
    }
    return answers;
  }

  private void share(Probe.Facts probe, Answers answers) {
    try {
      answers.get(probe).ifPresent(facts -> answers.put(probe, values.dict(facts)));
    } catch (HostException failed) {
      // Whoever wants the answer is told.
      return;
    }
  }

  @Override
  public List<EffectOutcome> carryOut(List<Effect> effects, Way way) {
    return access.carryOut(effects, way);
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
