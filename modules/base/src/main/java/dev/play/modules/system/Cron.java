package dev.play.modules.system;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
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
import dev.play.modules.base.file.FileResult;
import dev.play.modules.system.cron.Crontab;
import dev.play.modules.system.cron.UsersCrontab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs and variables in crontabs. Options and results as in {@code ansible.builtin.cron}. */
@ModuleDoc(
    name = "cron",
    also = "ansible.builtin.cron",
    summary = "Sets and removes jobs and variables in crontabs.",
    example = "cron: {name: back up, hour: '2', minute: '30', job: /usr/local/bin/backup}",
    notes = "A job is known by its name, which stands in a comment line before it.")
public final class Cron implements Module<Cron.Args> {
  // $@ is crontab as it is called for the user. Without a crontab yet the copy is empty.
  private static final String KEEPING =
      """
      copy=$(mktemp /tmp/crontab.XXXXXX) || exit 1
      "$@" -l > "$copy" 2>/dev/null
      "$@" - && printf '%s\\n' "$copy"
      """;

  /** The arguments. */
  public record Args(
      @Param("what the job is called; for env the variable's name") String name,
      @Param(value = "the command; for env the variable's value", aliases = "value")
          Optional<String> job,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("whose crontab; in cron_file the user that runs it") Optional<String> user,
      @Param("a file below /etc/cron.d, or an absolute path") Optional<String> cronFile,
      @Param(value = "keep a copy of the old crontab", def = "false") boolean backup,
      @Param(value = "minute", def = "*") String minute,
      @Param(value = "hour", def = "*") String hour,
      @Param(value = "day of the month", aliases = "dom", def = "*") String day,
      @Param(value = "month", def = "*") String month,
      @Param(value = "day of the week", aliases = "dow", def = "*") String weekday,
      @Param(
              value = "a time with a name",
              choices = {"annually", "daily", "hourly", "monthly", "reboot", "weekly", "yearly"})
          Optional<String> specialTime,
      @Param(value = "comment the job out", def = "false") boolean disabled,
      @Param(value = "this is a variable, not a job", def = "false") boolean env,
      @Param("with env: put it after this variable") Optional<String> insertafter,
      @Param("with env: put it before this variable") Optional<String> insertbefore) {
    public Args {
      if (state == State.PRESENT && job.isEmpty()) {
        throw new IllegalArgumentException("job is required when state is present");
      }
      if (cronFile.isPresent() && state == State.PRESENT && !env && user.isEmpty()) {
        throw new IllegalArgumentException("cron_file needs user: the file says who runs each job");
      }
      if (specialTime.isPresent()
          && !List.of(minute, hour, day, month, weekday).equals(List.of("*", "*", "*", "*", "*"))) {
        throw new IllegalArgumentException("special_time cannot be given together with a time");
      }
      for (String field : List.of(name, job.orElse(""), minute, hour, day, month, weekday)) {
        if (field.contains("\n") || field.contains("\r")) {
          throw new IllegalArgumentException("a crontab's entry cannot hold a line break");
        }
      }
      for (String field : List.of(minute, hour, day, month, weekday)) {
        if (!field.matches("[0-9A-Za-z*,/~-]+")) {
          throw new IllegalArgumentException("not a time in a crontab: '" + field + "'");
        }
      }
      if (env && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("not a variable's name: '" + name + "'");
      }
      if (user.isPresent() && (user.get().startsWith("-") || !user.get().matches("[^\\s:]+"))) {
        throw new IllegalArgumentException("not a user: '" + user.get() + "'");
      }
    }

    /** The system's own crontab is not for jobs with names. */
    boolean isSystems() {
      return file().filter(HostPath.of("/etc/crontab")::equals).isPresent();
    }

    Optional<HostPath> file() {
      return cronFile.map(f -> HostPath.of(f.startsWith("/") ? f : "/etc/cron.d/" + f));
    }
  }

  /** Whether an entry is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(args.file().map(Resource::path).orElse(UsersCrontab.TOPIC));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (args.isSystems()) {
      throw new ModuleFailure("Will not manage /etc/crontab via cron_file, see documentation.");
    }
    return args.file().isPresent() ? inFile(args, args.file().get(), host) : ofUser(args, host);
  }

  private static Crontab edited(Args args, Crontab before) {
    if (args.env()) {
      return args.state() == State.PRESENT
          ? before.withVariable(
              args.name(), args.job().orElse(""), args.insertafter(), args.insertbefore())
          : before.withoutVariable(args.name());
    }
    if (args.state() == State.ABSENT) {
      return before.withoutJob(args.name());
    }
    String time =
        args.specialTime()
            .map(t -> "@" + t)
            .orElse(
                String.join(
                    " ", args.minute(), args.hour(), args.day(), args.month(), args.weekday()));
    String line =
        (args.disabled() ? "#" : "")
            + time
            + " "
            + (args.cronFile().isPresent() ? args.user().orElse("root") + " " : "")
            + args.job().orElse("");
    return before.withJob(args.name(), line);
  }

  private static Plan inFile(Args args, HostPath file, HostView host) {
    Optional<Blob> old = host.known(Probe.ContentOf.of(file));
    Crontab before = Crontab.read(old.map(Blob::text).orElse(""));
    Crontab after = edited(args, before);
    TaskResult result = result(after).with("cron_file", args.cronFile().orElse(""));
    if (after.equals(before)) {
      return Plan.same(result);
    }
    if (after.isEmpty()) {
      return Plan.change(List.of(new Effect.Remove(file)), result);
    }
    return FileResult.plan(
        List.of(
            new Effect.WriteFile(
                file,
                Content.of(after.text()),
                old.map(b -> b.digest(DigestAlgorithm.SHA256)),
                old.isEmpty() ? Attributes.mode(0644) : Attributes.NONE,
                args.backup() && old.isPresent(),
                Optional.empty(),
                false)),
        result);
  }

  private static Plan ofUser(Args args, HostView host) {
    UsersCrontab crontab = new UsersCrontab(args.user());
    List<String> whose = crontab.command();
    CommandOutput now = crontab.read(host);
    if (!now.ok() && !now.err().contains("no crontab")) {
      throw new ModuleFailure("cannot read the crontab: " + now.err().strip());
    }
    Crontab before = Crontab.read(now.ok() ? now.out() : "");
    Crontab after = edited(args, before);
    TaskResult result = result(after);
    if (after.equals(before)) {
      return Plan.same(result);
    }
    List<String> install = new ArrayList<>(whose);
    install.add("-");
    Command command =
        args.backup() ? Command.script(KEEPING, whose.toArray(String[]::new)) : Command.of(install);
    return new Plan.Change(
        List.of(
            Effect.Run.of(
                    command.withStdin(Blob.of(after.text())),
                    "change the crontab" + args.user().map(u -> " of " + u).orElse(""),
                    Set.of(UsersCrontab.TOPIC))
                .predicting(
                    new Effect.Prediction<>(
                        crontab.question(),
                        new CommandOutput(0, Blob.of(after.text()), Blob.of(""))))),
        outcomes -> withCopy(result, args, outcomes.getFirst()),
        false,
        false,
        Optional.empty());
  }

  /** The copy's name is what the command printed; a check makes none. */
  private static TaskResult withCopy(TaskResult result, Args args, Plan.Outcome outcome) {
    String copy = outcome.output().out().strip();
    return args.backup() && !copy.isEmpty() ? result.with("backup_file", copy) : result;
  }

  private static TaskResult result(Crontab after) {
    return TaskResult.of("jobs", after.jobs(), "envs", after.variables());
  }
}
