package dev.play.compile.modules;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** Arguments like those of the real module; decides that nothing is to be done. */
@ModuleDoc(
    name = "template",
    also = "ansible.builtin.template",
    summary = "For tests of the language.")
public final class Template implements Module<Template.Args> {
  /** Arguments. */
  public record Args(
      @Param("from") String src, @Param("to") String dest, @Param("mode") Optional<String> mode) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
