package dev.play.run.task;

import dev.play.compile.CompiledPlay;
import dev.play.host.HostName;
import dev.play.run.RunContext;
import dev.play.run.port.Connecting;
import dev.play.run.port.PlayVariables;
import dev.play.run.port.Reach;
import dev.play.template.EvaluationException;
import java.util.Optional;

/** What the hosts of a play share. */
public record PlayContext(RunContext run, CompiledPlay play, PlayVariables variables) {
  /** A host as its own variables say, without any task's keywords. */
  public Reach reach(HostName host) {
    return new Reach(host, variables.scope(host), Connecting.DEFAULT);
  }

  /**
   * Why something undefined may be there in a run, though a check does not find it: a task before
   * it whose effects are only predicted may bring it along.
   */
  Optional<String> mayComeYet(HostName host, EvaluationException mistake) {
    boolean may =
        run.options().check()
            && mistake.kind() == EvaluationException.Kind.UNDEFINED
            && run.hands().hasPredictions(reach(host));
    return may
        ? Optional.of("until what comes before it is done: " + mistake.message())
        : Optional.empty();
  }
}
