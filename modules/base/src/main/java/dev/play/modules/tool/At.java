package dev.play.modules.tool;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Jobs for at(1). Options and results as in {@code ansible.posix.at}. */
@ModuleDoc(
    name = "at",
    also = "ansible.posix.at",
    summary = "Has a command or a script run once, later.",
    example = "at: {command: /usr/local/sbin/report, count: 20, units: minutes, unique: true}",
    mutuallyExclusive = "command,script_file",
    requiredOneOf = "command,script_file",
    requiredTogether = "count,units",
    notes = "A job is known by its last lines. Without unique each run adds one.")
public final class At implements Module<At.Args> {
  /** Prints each job's number and, behind it, what it is, its lines indented by a blank. */
  private static final String JOBS =
      "atq | while read -r job rest; do echo \"$job\"; at -c \"$job\" </dev/null | sed 's/^/ /'; done";

  private static final Resource QUEUE = Resource.topic("at");

  /** The arguments. */
  public record Args(
      @Param(value = "the command", raw = true) Optional<String> command,
      @Param("a script of the host's") Optional<HostPath> scriptFile,
      @Param("in how many units") Optional<Integer> count,
      @Param("what count counts") Optional<Units> units,
      @Param(value = "whether it is to run", def = "present") State state,
      @Param(value = "not a second time", def = "false") boolean unique) {
    public Args {
      if (state == State.PRESENT && count.isEmpty()) {
        throw new IllegalArgumentException(
            "state is present but all of the following are missing: count, units");
      }
      if (count.filter(c -> c < 0).isPresent()) {
        throw new IllegalArgumentException("count must not be negative");
      }
      if (command.filter(c -> c.isBlank()).isPresent()) {
        throw new IllegalArgumentException("command must not be empty");
      }
    }
  }

  /** What time is counted by. */
  public enum Units {
    MINUTES,
    HOURS,
    DAYS,
    WEEKS
  }

  /** Whether a job is to run. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(QUEUE, Resource.tree("/var/spool/cron/atjobs"), Resource.tree("/var/spool/at"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("at")).isEmpty()) {
      throw new ModuleFailure("at is not on the host: install the package at first");
    }
    TaskResult result = result(args);
    if (args.state() == State.PRESENT && !args.unique()) {
      return Plan.change(List.of(add(args)), result);
    }
    List<String> there = matching(args, host);
    if (args.state() == State.PRESENT) {
      return there.isEmpty() ? Plan.change(List.of(add(args)), result) : Plan.same(result);
    }
    if (there.isEmpty()) {
      return Plan.same(result);
    }
    List<String> argv = new ArrayList<>(List.of("atrm"));
    argv.addAll(there);
    return Plan.change(
        List.of(
            Effect.Run.of(
                Command.of(argv), "remove from at " + String.join(", ", there), mayTouchAtMost())),
        result);
  }

  private static TaskResult result(Args args) {
    TaskResult out = TaskResult.of("state", args.state().name().toLowerCase(Locale.ROOT));
    out =
        args.scriptFile().isPresent()
            ? out.with("script_file", args.scriptFile().get().text())
            : out;
    return args.count().isPresent()
        ? out.with("count", args.count().get()).with("units", units(args))
        : out;
  }

  private static String units(Args args) {
    return args.units().map(u -> u.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private Effect add(Args args) {
    String when = args.count().orElseThrow() + " " + units(args);
    List<String> argv = new ArrayList<>(List.of("at"));
    args.scriptFile().ifPresent(f -> argv.addAll(List.of("-f", f.text())));
    argv.addAll(List.of("now", "+", args.count().get().toString(), units(args)));
    Command command =
        Command.of(argv).withStdin(Blob.of(args.command().map(c -> c + "\n").orElse("")));
    return Effect.Run.of(command, "run it in " + when, mayTouchAtMost());
  }

  /** The numbers of the jobs that end in what is asked for. */
  private static List<String> matching(Args args, HostView host) {
    String wanted =
        args.command()
            .orElseGet(
                () ->
                    args.scriptFile()
                        .flatMap(f -> host.known(Probe.ContentOf.of(f)))
                        .map(Blob::text)
                        .orElseThrow(
                            () ->
                                new ModuleFailure(
                                    "there is no file " + args.scriptFile().orElseThrow())));
    CommandOutput told =
        host.known(
            Probe.Query.of(Set.of(QUEUE, Resource.tree("/var/spool")), "/bin/sh", "-c", JOBS));
    if (!told.ok()) {
      throw new ModuleFailure("at does not tell its jobs: " + told.err().strip());
    }
    List<String> out = new ArrayList<>();
    String number = "";
    StringBuilder text = new StringBuilder();
    for (String line : (told.out() + "end\n").lines().toList()) {
      if (line.startsWith(" ")) {
        text.append('\n').append(line.substring(1));
        continue;
      }
      // Some put what is to run between two marks.
      String body = text.toString().stripTrailing().replaceFirst("\nmarcinDELIMITER\\S*$", "");
      if (body.stripTrailing().endsWith("\n" + wanted.stripTrailing())) {
        out.add(number);
      }
      number = line;
      text.setLength(0);
    }
    return out;
  }
}
