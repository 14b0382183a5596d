package dev.play.compile.modules;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** Arguments like those of the real module; decides that nothing is to be done. */
@ModuleDoc(
    name = "service",
    also = "ansible.builtin.service",
    summary = "For tests of the language.")
public final class Service implements Module<Service.Args> {
  /** Arguments. */
  public record Args(
      @Param("which") String name,
      @Param(
              value = "state",
              choices = {"started", "stopped"})
          Optional<String> state,
      @Param("at boot") Optional<Boolean> enabled) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
