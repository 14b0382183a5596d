package dev.play.modules.gce.thing;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import java.util.Set;

/**
 * A module for one kind of thing of Google's. Its arguments say what is wanted; how that is found,
 * compared, made, changed and removed is the same for all.
 *
 * @param <A> the arguments
 */
public interface ThingModule<A extends Record & ThingModule.Wish> extends Module<A> {
  /** Arguments that describe a thing. */
  interface Wish {
    /** The thing as it is to be. */
    Thing thing();

    /** Whether it is to be there. */
    State state();

    /** Whether what cannot be changed may be removed and made anew. */
    default boolean replace() {
      return false;
    }
  }

  @Override
  default Plan plan(A args, HostView host) {
    return args.thing().plan(args.state(), args.replace(), host);
  }

  @Override
  default Set<Resource> mayTouch(A args) {
    return Set.of(args.thing().at().resource());
  }

  @Override
  default Set<Resource> mayTouchAtMost() {
    return Google.ALL;
  }
}
