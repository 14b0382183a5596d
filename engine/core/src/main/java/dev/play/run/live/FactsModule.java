package dev.play.run.live;

import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;

/** Reads facts by the way that every module goes, so that they come with what else is asked. */
final class FactsModule implements Module<FactsModule.Wanted> {
  record Wanted(Probe.Facts facts) {}

  @Override
  public Plan plan(Wanted args, HostView host) {
    return Plan.same(TaskResult.EMPTY.withFacts(host.known(args.facts())));
  }
}
