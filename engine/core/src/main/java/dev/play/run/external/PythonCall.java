package dev.play.run.external;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Runs a Python module out of an archive that the host keeps; {@link #isMissing} where it has none
 * and none was sent along.
 */
@ModuleDoc(name = "python", summary = "Runs a Python module.")
public final class PythonCall implements Module<PythonCall.Args> {
  private static final String NO_PYTHON = "play: no python";
  private static final String NO_ARCHIVE = "play: no archive";
  private static final String MISSING = "_play_no_archive";

  /** $1 the program for Python, $2 to $5 its arguments, the rest what runs it, if that is said. */
  private static final String SCRIPT =
      """
      start=$1 place=$2 digest=$3 name=$4 purpose=$5
      shift 5
      if [ $# -eq 0 ]; then
        for python in python3 /usr/bin/python3 /usr/local/bin/python3 /usr/libexec/platform-python
        do
          if command -v "$python" >/dev/null; then set -- "$python"; break; fi
        done
      fi
      if [ $# -eq 0 ] || ! command -v "$1" >/dev/null; then
        cat >/dev/null
        echo "play: no python"
        exit 127
      fi
      exec "$@" -c "$start" "$place" "$digest" "$name" "$purpose"
      """;

  /**
   * A module and its arguments.
   *
   * @param archive in base64; empty for the one that the host keeps
   * @param keepOnly keep the archive and run nothing
   */
  public record Args(
      @Param("what the playbook calls it") String called,
      @Param("its name in the archive") String name,
      @Param("the archive's digest") String digest,
      @Param(value = "the archive", raw = true) String archive,
      @Param("what runs it; nothing for the host's own python3") List<String> interpreter,
      @Param("where the host keeps archives") String place,
      @Param(value = "its arguments in JSON", raw = true) String arguments,
      @Param("keep the archive only") boolean keepOnly,
      @Param("left running on the host") boolean isJob) {}

  /** The archive as it is sent. */
  public static String sent(Blob zip) {
    return Base64.getEncoder().encodeToString(zip.bytes());
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> words =
        new ArrayList<>(
            List.of(
                program(),
                args.place(),
                args.digest(),
                args.name(),
                args.keepOnly() ? "keep" : "run"));
    words.addAll(args.interpreter());
    int length = args.arguments().getBytes(StandardCharsets.UTF_8).length;
    Command command =
        Command.script(SCRIPT, words.toArray(String[]::new))
            .withStdin(Blob.of(length + "\n" + args.arguments() + args.archive()));
    Effect run =
        Effect.Run.of(command, "run the module " + args.called(), mayTouch(args))
            .acceptingAnyStatus();
    return Plan.run(List.of(run), outcomes -> result(outcomes.getFirst().output(), args));
  }

  @Override
  public TaskResult leftOut(Args args) {
    String why = "remote module (" + args.called() + ") does not support check mode";
    return TaskResult.of("skipped", true, "msg", why).changed(false);
  }

  private static TaskResult result(CommandOutput output, Args args) {
    String text = output.stdout().text();
    if (output.status() == 127 && text.startsWith(NO_PYTHON)) {
      return TaskResult.of("rc", 127).changed(false).failed(noPython(args));
    }
    if (text.startsWith(NO_ARCHIVE)) {
      return TaskResult.of(MISSING, true).changed(false);
    }
    if (args.keepOnly() && output.status() == 0) {
      return TaskResult.EMPTY.changed(false);
    }
    TaskResult answer = PythonAnswer.plain(ExternalAnswer.read(output));
    return args.isJob() ? ofJob(answer, output) : answer;
  }

  /** What Ansible tells of a job besides. */
  private static TaskResult ofJob(TaskResult answer, CommandOutput output) {
    String errors = output.stderr().text();
    TaskResult told = errors.isEmpty() ? answer : answer.with("stderr", errors);
    return answer.values().get("module_stdout").isPresent()
        ? told.with("data", output.stdout().text()).with("stderr", errors)
        : told;
  }

  private static String noPython(Args args) {
    return args.interpreter().isEmpty()
        ? "the module "
            + args.called()
            + " is written in Python and the host has no python3: install the package python3"
            + " there, or say by ansible_python_interpreter where it is"
        : "The module failed to execute correctly, you probably need to set the interpreter.\n"
            + "The host has no "
            + args.interpreter().getFirst()
            + ", which ansible_python_interpreter names.";
  }

  /** Whether a result says that the host keeps no such archive. */
  public static boolean isMissing(dev.play.value.Value.Dict result) {
    return result.get(MISSING).isPresent();
  }

  private static String program() {
    try (InputStream in = PythonCall.class.getResourceAsStream("start.py")) {
      return new String(
          Objects.requireNonNull(in, "start.py").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
