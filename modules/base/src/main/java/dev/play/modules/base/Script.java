package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.copy.ControllerSource;
import dev.play.modules.base.text.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a script of the controller's on the host. */
@ModuleDoc(
    name = "script",
    also = "ansible.builtin.script",
    summary = "Runs a script of the controller's on the host.",
    example = "- script: setup.sh --some-argument 1234\n",
    notes = "What follows the script's name is read by the host's shell, as in Ansible.")
public final class Script implements Module<Script.Args> {
  // The script travels as stdin, so that nothing is left behind whatever happens.
  private static final String RUN =
      """
      d=$(mktemp -d) || exit 1
      trap 'rm -rf -- "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      cat > "$d/script" && chmod 0700 "$d/script" || exit 1
      [ -z "$3" ] || cd -- "$3" || exit 1
      script=$d/script
      eval "${2:+$2 }\\"\\$script\\" $1" </dev/null
      """;

  /** The arguments. */
  public record Args(
      @Param(value = "the script and its arguments", freeForm = true) Optional<String> cmd,
      @Param("directory to run it in") Optional<String> chdir,
      @Param("path or pattern: nothing is run when it is there") Optional<String> creates,
      @Param("path or pattern: nothing is run when it is not there") Optional<String> removes,
      @Param(value = "what runs it; its first line says so when not given", raw = true)
          Optional<String> executable,
      @Param(value = "send what vault files hold", def = "true") boolean decrypt) {
    public Args {
      if (ShellWords.split(cmd.orElse("")).isEmpty()) {
        throw new IllegalArgumentException("one of the following is required: _raw_params, cmd");
      }
    }

    private String line() {
      return cmd.orElse("");
    }

    /** What follows the script's name, as it is written. */
    private String tail() {
      String text = line().strip();
      for (int end = 1; end <= text.length(); end++) {
        boolean blank = end == text.length() || Character.isWhitespace(text.charAt(end));
        if (blank && closed(text.substring(0, end))) {
          return text.substring(end).strip();
        }
      }
      return "";
    }

    private static boolean closed(String text) {
      try {
        return ShellWords.split(text).size() == 1;
      } catch (IllegalArgumentException open) {
        return false;
      }
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public TaskResult leftOut(Args args) {
    return TaskResult.of("skipped", true, "msg", "Check mode is not supported for this task.")
        .changed(false);
  }

  /** Unlike command, script counts as skipped then. */
  private static Plan skipped(Plan plan) {
    return plan instanceof Plan.Skipped(String reason, TaskResult result)
        ? new Plan.Skipped(
            reason,
            TaskResult.of(
                    "skipped",
                    true,
                    "msg",
                    reason
                        + ", matching "
                        + (reason.endsWith("does not exist") ? "removes" : "creates")
                        + " option")
                .changed(false))
        : plan;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<Plan> guarded =
        new Guard(args.creates(), args.removes(), args.chdir().map(HostPath::of))
            .verdict(host, args.line());
    if (guarded.isPresent()) {
      return skipped(guarded.get());
    }
    String name = ShellWords.split(args.line()).getFirst();
    Path file = host.files().find(ControllerFiles.Purpose.FILES, name);
    if (!Files.isRegularFile(file)) {
      return Plan.failed(file + " is no file");
    }
    Blob script = args.decrypt() ? host.files().read(file) : ControllerSource.verbatim(file);
    dev.play.host.Command command =
        dev.play.host.Command.script(
                RUN, args.tail(), args.executable().orElse(""), args.chdir().orElse(""))
            .withStdin(script);
    Effect run = Effect.Run.of(command, "run " + name, mayTouch(args)).acceptingAnyStatus();
    return Plan.run(
        List.of(run),
        outcomes -> {
          TaskResult result =
              CommandResult.streams(TaskResult.EMPTY, outcomes.getFirst().output(), false);
          return outcomes.getFirst().output().ok() ? result : result.failed("non-zero return code");
        });
  }
}
