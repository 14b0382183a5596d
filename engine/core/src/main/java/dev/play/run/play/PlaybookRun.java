package dev.play.run.play;

import dev.play.compile.CompiledPlay;
import dev.play.compile.CompiledPlaybook;
import dev.play.host.HostName;
import dev.play.run.RunContext;
import dev.play.run.gate.Position;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Runs playbooks, play by play, until the last or until no hosts are left. */
public final class PlaybookRun {
  private final RunContext run;
  private final Titles titles = new Titles();
  private final Set<HostName> lost = new HashSet<>();
  private final Semaphore forks;
  private Optional<StartAt> startAt;

  public PlaybookRun(RunContext run) {
    this.run = run;
    this.forks = new Semaphore(run.options().forks(), true);
    this.startAt = run.options().startAt().map(StartAt::new);
  }

  /**
   * Runs a playbook. Hosts that failed in an earlier one are left out.
   *
   * @return whether another playbook may follow
   * @throws dev.play.template.EvaluationException for mistakes in a play's own keywords
   */
  public boolean run(CompiledPlaybook playbook) {
    for (CompiledPlay play : playbook.plays()) {
      Optional<Position> from = Optional.empty();
      if (startAt.isPresent()) {
        from = startAt.get().in(play.steps(), Position.PLAY.child(1));
        if (from.isEmpty()) {
          continue;
        }
        startAt = Optional.empty();
      }
      if (!new PlayRun(run, play, titles, lost, forks).run(from)) {
        return false;
      }
    }
    return lost.isEmpty();
  }

  /** Whether the task of {@code --start-at-task} has not been found. */
  public boolean isStillLooking() {
    return startAt.isPresent();
  }
}
