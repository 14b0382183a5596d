package dev.play.modules.system.apt;

import dev.play.host.CommandOutput;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What apt-get printed, as tasks register it. */
final class AptOutput {
  private AptOutput() {}

  /** Beside what is known; unknown in a check, in which none was begun. */
  static TaskResult of(TaskResult known, List<Plan.Outcome> outcomes) {
    if (outcomes.stream().allMatch(o -> o.startedAt() == 0)) {
      Value unknown = new Value.Unknown("until it has run");
      return known.with("stdout", unknown).with("stderr", unknown).with("diff", unknown);
    }
    String out = printed(outcomes, o -> o.output().out());
    return known
        .with("stdout", out)
        .with("stderr", printed(outcomes, o -> o.output().err()))
        .with("diff", Value.dictOf("prepared", prepared(out)));
  }

  private static String printed(
      List<Plan.Outcome> outcomes, Function<Plan.Outcome, String> stream) {
    return outcomes.stream().map(stream).collect(Collectors.joining());
  }

  /** What it was about to do: from behind its reading of lists to the line that counts packages. */
  static String prepared(String out) {
    List<String> lines = out.lines().toList();
    int start = lines.indexOf("Reading state information...") + 1;
    int end = start;
    while (end < lines.size() && !lines.get(end).matches("\\d+ (packages )?upgraded.*")) {
      end++;
    }
    return String.join("\n", lines.subList(start, Math.min(end + 1, lines.size())));
  }

  /** A question that it refused, with its own words. */
  static ModuleFailure refusal(CommandOutput output) {
    return new ModuleFailure(
        AptSimulation.complaint(output),
        TaskResult.of("rc", output.status(), "stdout", output.out(), "stderr", output.err()));
  }
}
