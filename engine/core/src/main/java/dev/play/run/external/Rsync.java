package dev.play.run.external;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One call of rsync, made ready by synchronize. */
@ModuleDoc(name = "rsync", summary = "Calls rsync.")
public final class Rsync implements Module<Rsync.Args> {
  private static final String MARK = "<<CHANGED>>";
  private static final Pattern NO_RSYNC =
      Pattern.compile("rsync: (command )?not found|rsync: No such file");

  /**
   * Stdin holds the keys of the host as known_hosts lines. $1 ssh's options where there is a host
   * to log in to, $2 source, $3 destination, the rest rsync's options.
   */
  private static final String SCRIPT =
      """
      d=$(mktemp -d) || exit 70
      trap 'rm -rf -- "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      cat > "$d/known"
      keys=
      [ ! -s "$d/known" ] || keys="-o UserKnownHostsFile=$d/known -o GlobalKnownHostsFile=/dev/null"
      [ -z "$1" ] || { RSYNC_RSH="ssh $keys $1"; export RSYNC_RSH; }
      from=$2 to=$3
      shift 3
      case $from in '~'|'~/'*) from=$HOME${from#?} ;; esac
      case $to in '~'|'~/'*) to=$HOME${to#?} ;; esac
      rsync "$@" -- "$from" "$to"
      """;

  /** The call. */
  public record Args(
      @Param("rsync's options") List<String> options,
      @Param(value = "source, with its host where that is another", raw = true) String from,
      @Param(value = "destination, likewise", raw = true) String to,
      @Param("whether it writes to the host that it runs on") boolean here,
      @Param(value = "ssh's options; nothing for paths of one machine", raw = true) String ssh,
      @Param(value = "the host's keys as known_hosts lines", raw = true) String keys) {}

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.here() ? Set.of(Resource.tree("/")) : Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("rsync")).isEmpty()) {
      throw new ModuleFailure(
          "rsync is not on " + host.name() + ": install the package rsync there");
    }
    Effect run =
        Effect.Run.of(call(args, List.of()), "synchronize " + args.to(), mayTouch(args))
            .acceptingAnyStatus();
    return new Plan.Perhaps(
        List.of(run),
        outcomes -> result(args, outcomes.getFirst().output()),
        "until rsync has compared");
  }

  /** Asks rsync's own --dry-run. */
  @Override
  public Plan checked(Args args, HostView host, Plan plan) {
    if (!(plan instanceof Plan.Perhaps perhaps)) {
      return plan;
    }
    Command dry = call(args, List.of("--dry-run"));
    Map<String, String> once = new java.util.HashMap<>(dry.environment());
    // What the other side holds is nothing that this host's observations know.
    once.put("PLAY_ASKED", Long.toString(host.nonce()));
    CommandOutput told =
        host.known(new Probe.Query(dry.argv(), once, dry.stdin(), Set.of(Resource.EVERYTHING)));
    TaskResult result = result(args, told);
    if (result.failed().orElse(false)) {
      return new Plan.Failed(failure(told), result);
    }
    if (!result.changed().orElse(true)) {
      return Plan.same(result);
    }
    return new Plan.Change(
        perhaps.effects(),
        outcomes -> result,
        false,
        false,
        Optional.of(told.out().replace(MARK, "") + "\n"));
  }

  private static Command call(Args args, List<String> more) {
    List<String> words = new ArrayList<>(List.of(args.ssh(), args.from(), args.to()));
    words.addAll(more);
    words.addAll(args.options());
    words.add("--out-format=" + MARK + "%i %n%L");
    return Command.script(SCRIPT, words.toArray(String[]::new))
        .withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
        .withStdin(Blob.of(args.keys()));
  }

  private static TaskResult result(Args args, CommandOutput output) {
    List<String> shown = new ArrayList<>(List.of("rsync"));
    shown.addAll(args.options());
    shown.addAll(List.of("--", args.from(), args.to()));
    String said = output.out().replace(MARK, "");
    TaskResult out =
        TaskResult.of("rc", output.status(), "cmd", String.join(" ", shown))
            .changed(output.out().contains(MARK));
    return output.ok()
        ? out.with("msg", said).with("stdout_lines", said.lines().toList())
        : out.changed(false).failed(failure(output));
  }

  private static String failure(CommandOutput output) {
    String said = output.err().strip();
    return NO_RSYNC.matcher(said).find()
        ? "rsync is not on the other side: install the package rsync there (" + said + ")"
        : said.isEmpty() ? "rsync ended with status " + output.status() : said;
  }
}
