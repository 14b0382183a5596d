package dev.play.compile.modules;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** Arguments like those of the real module; decides that nothing is to be done. */
@ModuleDoc(name = "ping", also = "ansible.builtin.ping", summary = "For tests of the language.")
public final class Ping implements Module<Ping.Args> {
  /** Arguments. */
  public record Args(@Param("what to say") Optional<String> data) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
