package dev.play.run.live;

import dev.play.compile.CompiledPlay;
import dev.play.run.port.PlayVariables;
import dev.play.run.port.Variables;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.variables.RunVariables;
import java.util.Map;

/** The variables of a run. */
public final class LiveVariables implements Variables {
  private final RunVariables run;

  public LiveVariables(RunVariables run) {
    this.run = run;
  }

  @Override
  public Scope controller(CompiledPlay play) {
    return run.play(play, Map.of()).controllerScope();
  }

  @Override
  public boolean isExtra(String name) {
    return run.extra().values().containsKey(name);
  }

  @Override
  public PlayVariables play(CompiledPlay play, Map<String, Value> prompted) {
    return new LivePlayVariables(run, run.play(play, prompted));
  }
}
