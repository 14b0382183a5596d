package dev.play.run.job;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.run.port.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A module whose one command is left running. A plan of any other kind is carried out at once: only
 * commands can go on without the engine.
 */
public final class JobStart implements Module<Record> {
  private final Module<Record> module;
  private final JobId job;
  private final Duration limit;
  private Optional<Left> left = Optional.empty();

  /**
   * What was left running.
   *
   * @param result makes the module's result when it has ended
   */
  public record Left(Effect.Run run, Function<List<Plan.Outcome>, TaskResult> result) {}

  public JobStart(Module<Record> module, JobId job, Duration limit) {
    this.module = module;
    this.job = job;
    this.limit = limit;
  }

  /** Empty when the plan was carried out at once. */
  public Optional<Left> left() {
    return left;
  }

  @Override
  public Plan plan(Record args, HostView host) {
    Plan plan = module.plan(args, host);
    if (!(plan instanceof Plan.Change change)
        || change.effects().size() != 1
        || !(change.effects().getFirst() instanceof Effect.Run run)) {
      return plan;
    }
    left = Optional.of(new Left(run, change.result()));
    Effect start =
        new Effect.Run(
            JobScripts.start(job, limit, run.command()),
            run.why(),
            run.touches(),
            List.of(),
            Set.of(0));
    return Plan.run(
        List.of(start),
        outcomes ->
            TaskResult.of(
                "started",
                1,
                "finished",
                0,
                "ansible_job_id",
                job.id(),
                "results_file",
                outcomes.getFirst().output().stdout().text()));
  }

  @Override
  public Set<Resource> mayTouch(Record args) {
    return module.mayTouch(args);
  }
}
