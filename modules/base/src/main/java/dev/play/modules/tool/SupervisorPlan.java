package dev.play.modules.tool;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be done about programs below supervisord. */
final class SupervisorPlan {
  static final Resource PROGRAMS = Resource.topic("supervisor");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?m)^(\\S+)\\s+(STOPPED|STARTING|RUNNING|BACKOFF|STOPPING|EXITED|FATAL|UNKNOWN)\\b");

  // Words for supervisorctl, a call each, lie behind one another, each after its number.
  private static final String ASK =
      """
      tool=$1 conf=$2 url=$3 user=$4
      shift 4
      IFS= read -r pass || :
      if [ -n "$pass" ]; then
        umask 077
        d=$(mktemp -d) || exit 1
        trap 'rm -rf -- "$d"' EXIT
        trap 'exit 143' HUP INT TERM
        for c in "$conf" /etc/supervisord.conf /etc/supervisor/supervisord.conf; do
          if [ -n "$c" ] && [ -r "$c" ]; then cat < "$c"; break; fi
        done > "$d/conf"
        printf '\\n[supervisorctl]\\npassword=%s\\n' "$pass" >> "$d/conf"
        conf=$d/conf
      fi
      ask() { "$tool" ${conf:+-c "$conf"} ${url:+-s "$url"} ${user:+-u "$user"} "$@"; }
      """;

  // How long something runs is another answer each time.
  private static final String STATES =
      ASK
          + """
          out=$(ask status 2>&1)
          s=$?
          printf '%s\\n' "$out" | sed 's/ *pid [0-9]*, uptime .*//'
          exit "$s"
          """;

  private static final String ACT =
      ASK
          + """
          while [ $# -gt 0 ]; do
            n=$1
            shift
            a=$1 b=${2-} c=${3-}
            shift "$n"
            case $n in
              1) out=$(ask "$a" 2>&1) ;;
              2) out=$(ask "$a" "$b" 2>&1) ;;
              *) out=$(ask "$a" "$b" "$c" 2>&1) ;;
            esac
            s=$?
            printf '%s\\n' "$out"
            [ "$s" = 0 ] || { printf '%s\\n' "$out" >&2; exit "$s"; }
          done
          """;

  private SupervisorPlan() {}

  static Plan of(Supervisorctl.Args args, HostView host) {
    String tool = tool(args, host);
    Map<String, String> found = states(args, tool, host);
    return switch (args.state()) {
      case PRESENT ->
          found.isEmpty()
              ? act(
                  args,
                  tool,
                  List.of(List.of("reread"), List.of("add", args.plain())),
                  ": added process group",
                  List.of(args.plain()))
              : same(args);
      case ABSENT -> found.isEmpty() ? same(args) : absent(args, tool, found);
      case RESTARTED -> {
        String which = args.isGroup() ? args.name() + "*" : args.name();
        List<String> expected = List.copyOf(found.keySet());
        yield act(
            args,
            tool,
            List.of(List.of("update"), List.of("restart", which)),
            ": started",
            expected);
      }
      case STARTED -> each(args, tool, found, "start", Set.of("RUNNING", "STARTING"), false);
      case STOPPED -> each(args, tool, found, "stop", Set.of("RUNNING", "STARTING"), true);
      case SIGNALLED -> each(args, tool, found, "signal", Set.of("RUNNING"), true);
    };
  }

  private static String tool(Supervisorctl.Args args, HostView host) {
    if (args.supervisorctlPath()
        .filter(p -> !host.known(new Probe.FileAt(p, true)).isFile())
        .isPresent()) {
      throw new ModuleFailure(
          "Provided path to supervisorctl does not exist: " + args.supervisorctlPath().get());
    }
    return args.supervisorctlPath()
        .or(() -> host.known(new Probe.Tool("supervisorctl")))
        .map(HostPath::operand)
        .orElseThrow(
            () ->
                new ModuleFailure(
                    "supervisorctl is not on the host; it comes with the package supervisor"));
  }

  private static Plan absent(Supervisorctl.Args args, String tool, Map<String, String> found) {
    List<List<String>> calls = new ArrayList<>();
    if (args.stopBeforeRemoving()) {
      found.forEach(
          (process, state) -> {
            if (state.matches("RUNNING|STARTING")) {
              calls.add(List.of("stop", process));
            }
          });
    }
    calls.addAll(List.of(List.of("reread"), List.of("remove", args.plain())));
    return act(args, tool, calls, ": removed process group", List.of(args.plain()));
  }

  private static Plan each(
      Supervisorctl.Args args,
      String tool,
      Map<String, String> found,
      String verb,
      Set<String> states,
      boolean those) {
    if (found.isEmpty()) {
      return new Plan.Failed("ERROR (no such process)", named(args));
    }
    List<String> processes =
        found.entrySet().stream()
            .filter(e -> states.contains(e.getValue()) == those)
            .map(Map.Entry::getKey)
            .toList();
    if (processes.isEmpty()) {
      return same(args);
    }
    List<List<String>> calls =
        processes.stream()
            .map(
                p ->
                    verb.equals("signal")
                        ? List.of(verb, args.signal().orElseThrow(), p)
                        : List.of(verb, p))
            .toList();
    String told =
        Map.of("start", ": started", "stop", ": stopped", "signal", ": signalled")
            .getOrDefault(verb, "");
    return act(args, tool, calls, told, processes);
  }

  private static TaskResult named(Supervisorctl.Args args) {
    return TaskResult.of(
        "name", args.name(), "state", args.state().name().toLowerCase(Locale.ROOT));
  }

  private static Plan same(Supervisorctl.Args args) {
    return Plan.same(named(args));
  }

  private static String[] words(Supervisorctl.Args args, String tool, List<String> more) {
    List<String> out =
        new ArrayList<>(
            List.of(
                tool,
                args.config().map(HostPath::operand).orElse(""),
                args.serverUrl().orElse(""),
                args.username().orElse("")));
    out.addAll(more);
    return out.toArray(String[]::new);
  }

  private static Blob secret(Supervisorctl.Args args) {
    return Blob.of(args.password().map(p -> p.reveal().replace("%", "%%")).orElse("") + "\n");
  }

  private static Map<String, String> states(Supervisorctl.Args args, String tool, HostView host) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", STATES, "sh"));
    argv.addAll(List.of(words(args, tool, List.of())));
    CommandOutput told =
        host.known(
            new Probe.Query(
                argv,
                Map.of("LC_ALL", "C.UTF-8"),
                secret(args),
                Set.of(
                    PROGRAMS,
                    Resource.UNITS,
                    Resource.PACKAGE_SET,
                    Resource.tree("/etc/supervisor"))));
    Map<String, String> out = new LinkedHashMap<>();
    Matcher line = STATUS.matcher(told.out());
    while (line.find()) {
      if (args.means(line.group(1))) {
        out.put(line.group(1), line.group(2));
      }
    }
    // 3: not all of them run (supervisorctl 4).
    if (!told.out().isBlank() && !STATUS.matcher(told.out()).find() || told.status() > 3) {
      throw new ModuleFailure("supervisorctl does not tell what runs: " + told.out().strip());
    }
    return out;
  }

  private static Plan act(
      Supervisorctl.Args args,
      String tool,
      List<List<String>> calls,
      String told,
      List<String> expected) {
    List<String> more = new ArrayList<>();
    for (List<String> call : calls) {
      more.add(Integer.toString(call.size()));
      more.addAll(call);
    }
    String verb = calls.getLast().getFirst();
    Effect run =
        Effect.Run.of(
            Command.script(ACT, words(args, tool, more))
                .withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
                .withStdin(secret(args)),
            "supervisorctl " + verb + " " + String.join(" ", expected),
            Set.of(PROGRAMS));
    return Plan.run(
        List.of(run),
        outcomes -> {
          String out = outcomes.getFirst().output().out();
          boolean done = expected.stream().allMatch(p -> out.contains(p + told));
          TaskResult result = named(args).with("affected", expected);
          return done ? result : result.failed(out.strip());
        });
  }
}
