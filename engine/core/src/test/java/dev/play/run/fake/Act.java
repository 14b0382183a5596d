package dev.play.run.fake;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.Optional;

/** A module that does as it is told. {@link FakeHands} carries it out. */
@ModuleDoc(name = "act", summary = "Does as it is told.")
public final class Act implements Module<Act.Args> {
  public record Args(
      @Param(value = "a mark in the log", freeForm = true) Optional<String> say,
      @Param(value = "whether it changes", def = "true") boolean change,
      @Param(value = "fail on hosts whose name is in here", def = "") String failOn,
      @Param(value = "unreachable on hosts whose name is in here", def = "") String loseOn,
      @Param(value = "succeed from this try on", def = "1") int from,
      @Param(value = "in a check, unknown", def = "false") boolean unknown,
      @Param(value = "only tells, and in a check nothing yet", def = "false") boolean tells,
      @Param("what to return") Optional<String> value) {}

  @Override
  public Plan plan(Args args, HostView host) {
    return Plan.same();
  }
}
