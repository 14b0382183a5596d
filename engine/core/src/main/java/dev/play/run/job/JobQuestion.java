package dev.play.run.job;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.run.port.JobId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Asks a host about a job, or has it forgotten. Changes nothing that a task would ask about. */
public final class JobQuestion implements Module<JobQuestion.About> {
  private static final int NO_SUCH_JOB = 3;

  /** A job, and whether it is to be forgotten. */
  public record About(JobId job, boolean forget) {}

  /** What a host says of a job. */
  public sealed interface Answer {
    /** The host has no such job. */
    record Unheard() implements Answer {}

    record Running() implements Answer {}

    /** It has ended. */
    record Over(Plan.Outcome outcome) implements Answer {}
  }

  private Optional<Answer> answer = Optional.empty();

  /** Once it has been run. */
  public Answer answer() {
    return answer.orElseGet(Answer.Unheard::new);
  }

  @Override
  public Plan plan(About about, HostView host) {
    Command command = about.forget() ? JobScripts.forget(about.job()) : JobScripts.ask(about.job());
    Effect ask = new Effect.Run(command, "ask about a job", Set.of(), List.of(), Set.of());
    return Plan.run(
        List.of(ask),
        outcomes -> {
          answer = Optional.of(read(outcomes.getFirst().output()));
          return TaskResult.EMPTY.changed(false);
        });
  }

  private static Answer read(CommandOutput output) {
    if (output.status() == NO_SUCH_JOB) {
      return new Answer.Unheard();
    }
    byte[] bytes = output.stdout().bytes();
    int[] ends = new int[4];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      OptionalInt end = lineEnd(bytes, at);
      if (end.isEmpty()) {
        return new Answer.Running();
      }
      ends[i] = end.getAsInt();
      at = ends[i] + 1;
    }
    String[] head = new String(bytes, 0, at, java.nio.charset.StandardCharsets.UTF_8).split("\n");
    int out = Math.min(bytes.length - at, Integer.parseInt(head[3].strip()));
    double start = seconds(head[1]);
    return new Answer.Over(
        new Plan.Outcome(
            new CommandOutput(
                Integer.parseInt(head[0].strip()),
                Blob.of(Arrays.copyOfRange(bytes, at, at + out)),
                Blob.of(Arrays.copyOfRange(bytes, at + out, bytes.length))),
            Math.max(0, seconds(head[2]) - start),
            start,
            dev.play.value.Value.EMPTY_DICT));
  }

  private static OptionalInt lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static double seconds(String text) {
    return Double.parseDouble(text.strip().replaceFirst("\\.\\D*$", ""));
  }
}
