package dev.play.run.task;

import dev.play.compile.CompiledPlay;
import dev.play.host.HostName;
import dev.play.run.RunContext;
import dev.play.run.port.Connecting;
import dev.play.run.port.PlayVariables;
import dev.play.run.port.Reach;

/** What the hosts of a play share. */
public record PlayContext(RunContext run, CompiledPlay play, PlayVariables variables) {
  /** A host as its own variables say, without any task's keywords. */
  public Reach reach(HostName host) {
    return new Reach(host, variables.scope(host), Connecting.DEFAULT);
  }
}
