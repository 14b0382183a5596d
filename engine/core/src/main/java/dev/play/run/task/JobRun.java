package dev.play.run.task;

import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.run.RunInterrupted;
import dev.play.run.job.JobBook;
import dev.play.run.port.Call;
import dev.play.run.port.Hands;
import dev.play.run.port.JobId;
import dev.play.run.port.JobState;
import dev.play.run.port.Performed;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A task with {@code async}: starts its job, and waits for it where {@code poll} says so. */
public final class JobRun {
  private final Moment moment;
  private final Hands hands;

  JobRun(Moment moment) {
    this.moment = moment;
    this.hands = moment.play().run().hands();
  }

  Performed perform(Call call) {
    TaskSettings.Async async = moment.settings().async().orElseThrow();
    JobId job = JobId.fresh(moment.scope().lookups().random(), directory(moment));
    Performed started = hands.start(call, job, async.limit());
    boolean left = started.values().get("ansible_job_id").isPresent();
    if (async.poll().isZero()) {
      return left || started.status() == Status.FAILED
          ? started
          : Performed.of(Status.CHANGED, JobBook.about(job, false));
    }
    return left ? awaited(job, async) : with(started, job);
  }

  /** What an action of the engine has done already where it was asked to be a job. */
  public static Performed atOnce(Moment moment, Performed performed) {
    Optional<TaskSettings.Async> async = moment.settings().async();
    if (async.isEmpty()) {
      return performed;
    }
    JobId job = JobId.fresh(moment.scope().lookups().random(), directory(moment));
    moment.play().run().hands().doneAtOnce(job, performed);
    return async.get().poll().isZero()
        ? Performed.of(
            moment.settings().check() ? Status.OK : Status.CHANGED, JobBook.about(job, false))
        : with(performed, job);
  }

  private Performed awaited(JobId job, TaskSettings.Async async) {
    Instant end = now().plus(async.limit());
    while (true) {
      pause(async.poll());
      JobState state = hands.job(moment.reach(), job, false);
      boolean late = !now().isBefore(end);
      if (state instanceof JobState.Over(Performed performed) && !(late && isCut(performed))) {
        hands.job(moment.reach(), job, true);
        hands.timePassed();
        boolean failed = isBad(performed);
        tell("ASYNC " + (failed ? "FAILED" : "OK") + " on " + moment.host() + ": jid=" + job.id());
        return with(performed, job);
      }
      if (state instanceof JobState.Unheard || late) {
        tell("ASYNC FAILED on " + moment.host() + ": jid=" + job.id());
        return with(
            Performed.failed(
                state instanceof JobState.Unheard
                    ? "could not find job"
                    : "async task did not complete within the requested time - "
                        + async.limit().toSeconds()
                        + "s"),
            job);
      }
      tell("ASYNC POLL on " + moment.host() + ": jid=" + job.id() + " started=1 finished=0");
    }
  }

  /** Ended by timeout(1). */
  private static boolean isCut(Performed performed) {
    return performed.values().get("rc").filter(rc -> PythonText.str(rc).equals("124")).isPresent();
  }

  private static boolean isBad(Performed performed) {
    return performed.status() == Status.FAILED
        || performed.values().get("failed").equals(Optional.of(Value.TRUE))
        || performed.values().get("rc").filter(rc -> !PythonText.str(rc).equals("0")).isPresent();
  }

  /** A job's result, with what it says of the job. */
  public static Performed with(Performed performed, JobId job) {
    Map<Value, Value> values = new LinkedHashMap<>(performed.values().entries());
    values.putAll(JobBook.about(job, true).entries());
    return new Performed(
        performed.status(),
        new Value.Dict(values),
        performed.facts(),
        performed.diff(),
        performed.because(),
        performed.restUnknown(),
        performed.changes());
  }

  /** {@code ansible_async_dir}, or the usual one. */
  public static String directory(Moment moment) {
    Value given = moment.scope().lookup("ansible_async_dir");
    return given instanceof Value.Undefined
        ? JobId.USUAL_DIRECTORY
        : PythonText.str(
            Values.deepResolve(given, moment.scope(), moment.play().run().templates()));
  }

  private Instant now() {
    return moment.play().run().clock().instant();
  }

  private void tell(String text) {
    moment.play().run().events().accept(new Event.Prompted(moment.title(), text));
  }

  private void pause(Duration time) {
    try {
      moment.play().run().operator().pause(time);
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }
}
