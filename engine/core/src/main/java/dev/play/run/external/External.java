package dev.play.run.external;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Carries a program to the host with its arguments, runs it and takes its answer. Both go by
 * standard input into a directory that only the user can read, and are removed afterwards.
 */
@ModuleDoc(name = "external", summary = "Runs a module of the playbook's own.")
public final class External implements Module<External.Args> {
  /** $1 the length of the arguments, $2 the program's name, the rest what runs it. */
  private static final String SCRIPT =
      """
      umask 077
      n=$1 name=$2
      shift 2
      d=$(mktemp -d "${TMPDIR:-/tmp}/.play-XXXXXXXXXX") || exit 70
      trap 'rm -rf -- "$d"' EXIT
      dd bs=1 count="$n" of="$d/arguments" 2>/dev/null && cat > "$d/$name" || exit 70
      chmod 700 "$d/$name"
      "$@" "$d/$name" "$d/arguments"
      """;

  /** A program, already read, and its arguments, already written. */
  public record Args(
      @Param("name") String name,
      @Param("what runs it, with its own arguments; nothing for a program that runs by itself")
          List<String> interpreter,
      @Param(value = "the arguments' file", raw = true) String arguments,
      @Param(value = "the program in ISO 8859-1", raw = true) String program) {}

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    byte[] arguments = args.arguments().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(arguments);
    input.writeBytes(args.program().getBytes(StandardCharsets.ISO_8859_1));
    List<String> words = new java.util.ArrayList<>();
    words.add(Integer.toString(arguments.length));
    words.add(args.name());
    words.addAll(args.interpreter());
    Command command =
        Command.script(SCRIPT, words.toArray(String[]::new))
            .withStdin(Blob.of(input.toByteArray()));
    Effect run =
        Effect.Run.of(command, "run the module " + args.name(), mayTouch(args))
            .acceptingAnyStatus();
    return Plan.run(List.of(run), outcomes -> ExternalAnswer.read(outcomes.getFirst().output()));
  }
}
