package dev.play.run.live;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import java.util.Set;

/** In a check: a module of which it is unknown whether it runs. */
final class DoubtfulModule implements Module<Record> {
  private final Set<Resource> touches;
  private final String because;

  DoubtfulModule(Set<Resource> touches, String because) {
    this.touches = Set.copyOf(touches);
    this.because = because;
  }

  @Override
  public Plan plan(Record args, HostView host) {
    return Plan.unknown(because);
  }

  @Override
  public Set<Resource> mayTouch(Record args) {
    return touches;
  }
}
