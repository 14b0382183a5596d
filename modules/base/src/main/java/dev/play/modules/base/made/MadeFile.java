package dev.play.modules.base.made;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A file that a script on the host makes: in one step, keeping mode and owner of what it replaces.
 *
 * @param newMode of a file that was not there
 * @param backup keep what is replaced or removed
 * @param inPlace write into a file that cannot be replaced ({@code unsafe_writes})
 */
public record MadeFile(
    HostPath path,
    int newMode,
    boolean backup,
    boolean inPlace,
    FileAttributes attributes,
    SecurityContext context) {
  private static final String BEFORE =
      """
      path=$1 newmode=$2 backup=$3 unsafe=$4
      shift 4
      umask 077
      work=$(mktemp -d) || exit 1
      new=
      trap 'rm -rf -- "$work"; [ -z "$new" ] || rm -f -- "$new"' EXIT
      trap 'exit 143' HUP INT TERM
      made=$work/made
      part() { IFS= read -r line || :; printf '%s' "$line" | base64 -d; }
      tell() { printf '%s=' "$1"; base64 | tr -d '\\n'; echo; }
      keep() {
        kept=$1.$$.$(date +%Y-%m-%d@%H:%M:%S)~
        cp -p -- "$1" "$kept" && printf %s "$kept" | tell backup
      }
      IFS= read -r PLAY_PASS; export PLAY_PASS
      """;

  private static final String PLACE =
      """
      [ -s "$made" ] || { echo "nothing was made" >&2; exit 1; }
      to=$(readlink -f -- "$path"; echo x); to=${to%?x}
      [ -n "$to" ] || to=$path
      if [ -e "$to" ] && [ -n "$backup" ]; then keep "$to" || exit 1; fi
      new=${to%/*}/.play-made.$$
      set -C
      if ! ( : > "$new" ); then
        new=
        [ -n "$unsafe" ] && [ -e "$to" ] || exit 1
        set +C
        cat < "$made" > "$to" || exit 1
      else
        set +C
        cat < "$made" > "$new" || exit 1
        if [ -e "$to" ]; then
          chown "$(stat -L -c %u:%g -- "$to")" "$new" 2>/dev/null
          chmod "$(stat -L -c %a -- "$to")" "$new" || exit 1
        else
          chmod "$newmode" "$new" || exit 1
        fi
        if [ -n "$unsafe" ]; then mv -f -- "$new" "$to" 2>/dev/null || cat < "$new" > "$to" || exit 1
        else mv -f -- "$new" "$to" || exit 1; fi
      fi
      """;

  private static final String KEEP = "keep \"$path\"\n";

  /** One of which nothing more is asked. */
  public static MadeFile plain(HostPath path, int newMode) {
    return new MadeFile(
        path,
        newMode,
        false,
        false,
        FileAttributes.NONE,
        new SecurityContext(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** What is known beforehand of it when it is made: all but its size and times. */
  public Effect.Prediction<?>[] predictions(HostView host) {
    return new Fresh(host, path, newMode).predictions();
  }

  /** What was read of the file. */
  public FileInfo info(HostView host) {
    host.need(List.of(Probe.FileAt.of(path), new Probe.FileAt(path, true)));
    FileInfo info = host.known(new Probe.FileAt(path, true));
    if (info.isDirectory()) {
      throw new ModuleFailure(path + " is a directory");
    }
    if (!info.exists() && !host.known(new Probe.FileAt(path.parent(), true)).isDirectory()) {
      throw new ModuleFailure(
          "The directory " + path.parent() + " does not exist or the file is not a directory");
    }
    return info;
  }

  /** Takes the file away. */
  public Plan absent(HostView host, TaskResult result) {
    FileInfo info = host.known(Probe.FileAt.of(path));
    if (info.isDirectory()) {
      throw new ModuleFailure(path + " is a directory");
    }
    List<Effect> effects = new ArrayList<>();
    if (!info.exists()) {
      return Plan.same(result);
    }
    if (backup && info.isFile()) {
      effects.add(
          Effect.Run.of(
              command(KEEP, List.of(), Optional.empty(), List.of()),
              "keep a copy of " + path,
              Set.of(Resource.path(path.parent().child(path.name() + ".?")))));
    }
    effects.add(new Effect.Remove(path));
    return new Plan.Change(
        effects,
        outcomes -> kept(result, answers(outcomes), effects.size() > 1),
        false,
        false,
        Optional.empty());
  }

  /** Makes something that is not put anywhere but told, as {@code content}. */
  public static Plan pipe(
      Recipe recipe, String why, Function<Map<String, String>, TaskResult> result) {
    MadeFile nowhere = plain(HostPath.of("/"), 0600);
    Command command =
        nowhere.command(
            recipe.script() + "tell content < \"$made\"\n",
            recipe.arguments(),
            recipe.passphrase(),
            recipe.parts());
    return new Plan.Change(
        List.of(Effect.Run.of(command, why, Set.of())),
        outcomes -> result.apply(answers(outcomes)),
        false,
        false,
        Optional.empty());
  }

  private Command command(
      String body, List<String> arguments, Optional<String> passphrase, List<Blob> parts) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                BEFORE + body,
                "sh",
                path.operand(),
                String.format("%04o", newMode),
                backup ? "backup" : "",
                inPlace ? "unsafe" : ""));
    argv.addAll(arguments);
    StringBuilder stdin = new StringBuilder(passphrase.orElse("")).append('\n');
    parts.forEach(p -> stdin.append(Base64.getEncoder().encodeToString(p.bytes())).append('\n'));
    return new Command(argv, Map.of("LC_ALL", "C"), Optional.empty(), Blob.of(stdin.toString()));
  }

  /**
   * How a file is made.
   *
   * @param script writes it to {@code $made}, {@code $work} being a directory for what it needs;
   *     {@code part} prints the next of the parts, {@code tell NAME} reads what it tells
   * @param passphrase in the environment's {@code PLAY_PASS}
   * @param parts what comes by standard input
   */
  public record Recipe(
      String script, List<String> arguments, Optional<String> passphrase, List<Blob> parts) {}

  /**
   * Makes it.
   *
   * @param why in words, for example {@code make the private key /x}
   * @param more run after it is in place
   * @param result from what was registered so far and what the scripts told, by name; in a check
   *     that is nothing
   */
  public Plan make(
      HostView host,
      Recipe recipe,
      String why,
      String more,
      TaskResult result,
      BiFunction<TaskResult, Map<String, String>, TaskResult> told) {
    FileInfo info = info(host);
    Command command =
        command(
            recipe.script() + PLACE + more,
            recipe.arguments(),
            recipe.passphrase(),
            recipe.parts());
    Effect.Run run = Effect.Run.of(command, why, Set.of(Resource.path(path)));
    Attributes changes =
        info.exists() ? attributes.changes(host, info) : attributes.forNew(host, false);
    List<Effect> effects = new ArrayList<>();
    effects.add(run.predicting(predictions(host)));
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, true));
    }
    boolean keeps = backup && info.exists();
    Plan plan =
        new Plan.Change(
            effects,
            outcomes -> {
              Map<String, String> answers = answers(outcomes);
              return told.apply(kept(result, answers, keeps), answers);
            },
            false,
            false,
            Optional.empty());
    return withContext(plan, host);
  }

  /** Leaves its content alone; mode and owner may be other ones. */
  public Plan leave(HostView host, TaskResult result) {
    FileInfo info = info(host);
    Attributes changes = attributes.changes(host, info);
    List<Effect> effects =
        changes.isEmpty() ? List.of() : List.of(new Effect.SetAttributes(path, changes, true));
    return withContext(FileResult.plan(effects, result), host);
  }

  /** Of a file that was not there. */
  public FileMode mode() {
    return new FileMode.Octal(newMode);
  }

  /** A plan and the SELinux context that is asked for. */
  public Plan withContext(Plan plan, HostView host) {
    return context.isEmpty() ? plan : context.after(plan, host, List.of(path));
  }

  private static TaskResult kept(TaskResult result, Map<String, String> answers, boolean backedUp) {
    if (!backedUp) {
      return result;
    }
    return answers.containsKey("backup")
        ? result.with("backup_file", text(answers, "backup"))
        : result.with("backup_file", new dev.play.value.Value.Unknown("until it is made"));
  }

  private static Map<String, String> answers(List<Plan.Outcome> outcomes) {
    return answers(outcomes.getFirst().output().out());
  }

  /** What a script printed as {@code name=value} lines, by name. */
  public static Map<String, String> answers(String output) {
    return output
        .lines()
        .filter(line -> line.indexOf('=') > 0)
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last));
  }

  /** What a script told under a name. */
  public static String text(Map<String, String> answers, String name) {
    return new String(
        Base64.getDecoder().decode(answers.getOrDefault(name, "")), StandardCharsets.UTF_8);
  }
}
