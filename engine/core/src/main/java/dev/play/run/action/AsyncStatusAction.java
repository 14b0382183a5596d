package dev.play.run.action;

import dev.play.event.Status;
import dev.play.run.job.JobBook;
import dev.play.run.port.JobId;
import dev.play.run.port.JobState;
import dev.play.run.port.Performed;
import dev.play.run.task.JobRun;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** async_status: asks about a job. In a check no job was started, so there is nothing to know. */
final class AsyncStatusAction extends ControllerAction<EngineActions.AsyncStatus> {
  AsyncStatusAction() {
    super(EngineActions.AsyncStatus.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.AsyncStatus arguments) {
    JobId job = new JobId(arguments.jid(), JobRun.directory(moment));
    boolean known = moment.play().run().hands().atOnce(job).isPresent();
    if (moment.settings().check() && !known) {
      return Performed.unknown("until the job has been started");
    }
    if (!JobId.isValid(arguments.jid())) {
      return missing(job);
    }
    boolean forget = arguments.mode().equals("cleanup");
    JobState state = moment.play().run().hands().job(moment.reach(), job, forget);
    if (forget) {
      return Performed.ok(
          Value.dictOf("ansible_job_id", job.id(), "erased", job.file(), "finished", 1));
    }
    return switch (state) {
      case JobState.Unheard u -> missing(job);
      case JobState.Running r -> Performed.ok(JobBook.about(job, false));
      case JobState.Over(Performed performed) -> {
        moment.play().run().hands().timePassed();
        yield JobRun.with(performed, job);
      }
    };
  }

  private static Performed missing(JobId job) {
    Map<Value, Value> values = new LinkedHashMap<>(JobBook.about(job, true).entries());
    values.put(new Value.Text("msg"), new Value.Text("could not find job"));
    return Performed.of(Status.FAILED, new Value.Dict(values));
  }
}
