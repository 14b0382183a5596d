package dev.play.run.job;

import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.run.port.JobId;
import dev.play.run.port.Performed;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this run knows of the jobs that it has started. Thread-safe. */
public final class JobBook {
  private final Map<String, JobStart.Left> left = new ConcurrentHashMap<>();
  private final Map<String, Performed> done = new ConcurrentHashMap<>();

  /** A command was left running. */
  public void started(JobId job, JobStart.Left what) {
    left.put(job.id(), what);
  }

  /** It could not be left running, and was carried out at once. */
  public void done(JobId job, Performed performed) {
    done.put(job.id(), performed);
  }

  /** What came of a job that was carried out at once. */
  public Optional<Performed> atOnce(JobId job) {
    return Optional.ofNullable(done.get(job.id()));
  }

  /** The result of a job that has ended: the module's own, or plain output for others' jobs. */
  public TaskResult result(JobId job, Plan.Outcome outcome) {
    JobStart.Left what = left.get(job.id());
    if (what == null) {
      return TaskResult.of(
              "rc",
              outcome.output().status(),
              "stdout",
              outcome.output().stdout().text(),
              "stderr",
              outcome.output().stderr().text())
          .changed(true);
    }
    boolean expected =
        what.run().okStatuses().isEmpty()
            || what.run().okStatuses().contains(outcome.output().status());
    TaskResult result = what.result().apply(List.of(outcome));
    return expected
        ? result
        : result.failed(outcome.output().stderr().text().strip()).with("rc", status(outcome));
  }

  private static int status(Plan.Outcome outcome) {
    return outcome.output().status();
  }

  /** What a result tells of the job itself. */
  public static Value.Dict about(JobId job, boolean finished) {
    return Value.dictOf(
        "ansible_job_id",
        job.id(),
        "started",
        1,
        "finished",
        finished ? 1 : 0,
        "results_file",
        job.file());
  }
}
