package dev.play.run.live;

import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.module.ControllerFiles;
import dev.play.run.port.PlayVariables;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.variables.RunVariables;
import java.util.List;

/** The variables of a play's hosts. */
final class LivePlayVariables implements PlayVariables {
  private final RunVariables run;
  private final dev.play.variables.PlayVariables play;

  LivePlayVariables(RunVariables run, dev.play.variables.PlayVariables play) {
    this.run = run;
    this.play = play;
  }

  @Override
  public Scope scope(HostName host, Step.Surroundings around) {
    return play.scope(host, around);
  }

  @Override
  public Scope scope(HostName host) {
    return play.scope(host);
  }

  @Override
  public void hosts(List<HostName> all, List<HostName> left, List<HostName> batch) {
    play.hosts(all, left, batch);
  }

  @Override
  public void register(HostName host, String name, Value value) {
    run.host(host).set(name, value);
  }

  @Override
  public void setFact(HostName host, String name, Value value, boolean cacheable) {
    if (cacheable) {
      run.host(host).setCacheable(name, value);
    } else {
      run.host(host).set(name, value);
    }
  }

  @Override
  public void addFacts(HostName host, Value.Dict facts, boolean plain) {
    run.host(host).addFacts(facts, plain);
  }

  @Override
  public boolean hasFacts(HostName host) {
    return run.host(host).hasGatheredFacts();
  }

  @Override
  public void include(HostName host, VarLayer layer) {
    run.host(host).include(layer);
  }

  @Override
  public void clearFacts(HostName host) {
    run.host(host).clearFacts();
  }

  @Override
  public ControllerFiles files(Scope scope, Step.Surroundings around) {
    return play.files(scope, around);
  }
}
