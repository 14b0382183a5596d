package dev.play.compile.modules;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** Arguments like those of the real module; decides that nothing is to be done. */
@ModuleDoc(
    name = "command",
    also = "ansible.builtin.command",
    summary = "For tests of the language.")
public final class Command implements Module<Command.Args> {
  /** Arguments. */
  public record Args(
      @Param(value = "the command", freeForm = true) Optional<String> cmd,
      @Param("guard") Optional<String> creates,
      @Param("where") Optional<String> chdir) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
