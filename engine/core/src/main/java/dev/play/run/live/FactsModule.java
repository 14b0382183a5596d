package dev.play.run.live;

import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.Set;

/** Reads facts by the way that every module goes, so that they come with what else is asked. */
final class FactsModule implements Module<FactsModule.Wanted> {
  record Wanted(Set<String> subsets) {}

  @Override
  public Plan plan(Wanted args, HostView host) {
    return Plan.same(TaskResult.EMPTY.withFacts(host.known(new Probe.Facts(args.subsets()))));
  }
}
