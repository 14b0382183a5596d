package dev.play.compile.modules;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** Arguments like those of the real module; decides that nothing is to be done. */
@ModuleDoc(
    name = "copy",
    also = "ansible.builtin.copy",
    summary = "For tests of the language.",
    mutuallyExclusive = "src,content")
public final class Copy implements Module<Copy.Args> {
  /** Arguments. */
  public record Args(
      @Param("from") Optional<String> src,
      @Param("text") Optional<String> content,
      @Param("to") String dest,
      @Param("mode") Optional<String> mode,
      @Param(value = "on the host", def = "false") boolean remoteSrc) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
