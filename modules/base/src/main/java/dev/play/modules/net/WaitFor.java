package dev.play.modules.net;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.wait.Scripts;
import dev.play.modules.net.wait.SearchedFor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until a port or a path is as asked. */
@ModuleDoc(
    name = "wait_for",
    also = "ansible.builtin.wait_for",
    summary = "Waits on the host until a port answers, a file is there, or some time has passed.",
    example =
        """
        - wait_for:
            port: 8000
            delay: 10
        """,
    mutuallyExclusive = "port,path",
    notes = {
      "search_regex is searched for by the host's grep: where it knows no Perl expressions, in each"
          + " line by itself.",
      "Unknown in a check: nothing is waited for then."
    })
public final class WaitFor implements Module<WaitFor.Args> {
  private static final Map<String, String> TCP_STATES =
      Map.of(
          "ESTABLISHED", "01",
          "SYN_SENT", "02",
          "SYN_RECV", "03",
          "FIN_WAIT1", "04",
          "FIN_WAIT2", "05",
          "TIME_WAIT", "06");

  /** What to wait for. */
  public enum State {
    ABSENT,
    DRAINED,
    PRESENT,
    STARTED,
    STOPPED
  }

  /** The arguments. */
  public record Args(
      @Param(value = "whose port", def = "127.0.0.1") String host,
      @Param("the port") Optional<Integer> port,
      @Param("the path") Optional<HostPath> path,
      @Param("text to wait for, in the file or from the port") Optional<String> searchRegex,
      @Param(value = "what to wait for", def = "started") State state,
      @Param(value = "seconds to wait at most", def = "300") int timeout,
      @Param(value = "seconds for one try to connect", def = "5") int connectTimeout,
      @Param(value = "seconds before the first look", def = "0") int delay,
      @Param(value = "seconds between looks", def = "1") int sleep,
      @Param(value = "IPv4 addresses whose connections don't count", def = "")
          List<String> excludeHosts,
      @Param(
              value = "states of connections that count",
              def = "ESTABLISHED,FIN_WAIT1,FIN_WAIT2,SYN_RECV,SYN_SENT,TIME_WAIT",
              choices = {
                "ESTABLISHED",
                "FIN_WAIT1",
                "FIN_WAIT2",
                "SYN_RECV",
                "SYN_SENT",
                "TIME_WAIT"
              })
          List<String> activeConnectionStates,
      @Param("what to say when the time is up") Optional<String> msg) {
    public Args {
      boolean ports = state == State.STOPPED || state == State.DRAINED;
      if (path.isPresent() && ports) {
        throw new IllegalArgumentException(
            "state=" + state.name().toLowerCase(Locale.ROOT) + " goes with port, not path");
      }
      if (port.isEmpty() && state == State.DRAINED) {
        throw new IllegalArgumentException("port is required for state=drained");
      }
      if (searchRegex.isPresent() && ports) {
        throw new IllegalArgumentException(
            "state="
                + state.name().toLowerCase(Locale.ROOT)
                + " and search_regex exclude each other");
      }
      if (!excludeHosts.isEmpty() && state != State.DRAINED) {
        throw new IllegalArgumentException("exclude_hosts should only be with state=drained");
      }
      if (!host.matches("[^\\s/-][^\\s/]*")) {
        throw new IllegalArgumentException("not a host: '" + host + "'");
      }
      excludeHosts.forEach(WaitFor::hexadecimal);
      if (timeout < 0 || delay < 0 || sleep < 1 || connectTimeout < 1) {
        throw new IllegalArgumentException(
            "timeout and delay must not be negative, sleep and connect_timeout at least 1");
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String what =
        args.port().isPresent()
            ? args.host() + ":" + args.port().get()
            : args.path().map(HostPath::text).orElse("the time to pass");
    Effect run = Effect.Run.of(command(args), "wait for " + what, Set.of()).acceptingAnyStatus();
    return new Plan.Perhaps(
        List.of(run),
        outcomes -> result(args, what, outcomes.getFirst()),
        "until it has waited for " + what);
  }

  private static Command command(Args args) {
    String timeout = Integer.toString(args.timeout());
    String delay = Integer.toString(args.delay());
    String sleep = Integer.toString(args.sleep());
    Optional<SearchedFor> regex =
        args.searchRegex().filter(r -> !r.isEmpty()).map(SearchedFor::new);
    String perl = regex.map(SearchedFor::perl).orElse("");
    String extended = regex.map(SearchedFor::extended).orElse("");
    if (args.path().isPresent()) {
      String state = args.state() == State.ABSENT ? "absent" : "present";
      String path = args.path().get().text();
      return Command.script(Scripts.PATH, timeout, delay, sleep, path, state, perl, extended);
    }
    if (args.port().isEmpty()) {
      return Command.of("sleep", Integer.toString(args.delay() + args.timeout()));
    }
    int port = args.port().get();
    if (args.state() == State.DRAINED) {
      return Command.script(
          Scripts.DRAINED,
          timeout,
          delay,
          sleep,
          String.format(Locale.ROOT, "%04X", port),
          args.activeConnectionStates().stream()
              .map(s -> TCP_STATES.getOrDefault(s, ""))
              .collect(Collectors.joining(" ")),
          args.excludeHosts().stream().map(WaitFor::hexadecimal).collect(Collectors.joining(" ")));
    }
    boolean stopped = args.state() == State.STOPPED || args.state() == State.ABSENT;
    return Command.script(
        Scripts.PORT,
        timeout,
        delay,
        sleep,
        args.host(),
        Integer.toString(port),
        Integer.toString(args.connectTimeout()),
        stopped ? "stopped" : "started",
        perl,
        extended);
  }

  private static TaskResult result(Args args, String what, Plan.Outcome outcome) {
    CommandOutput output = outcome.output();
    SearchedFor.Groups groups =
        new SearchedFor(args.searchRegex().orElse("")).groups(output.stdout());
    TaskResult values =
        TaskResult.of(
                "match_groups", groups.all(),
                "match_groupdict", groups.named(),
                "elapsed", (long) outcome.seconds(),
                "state", args.state().name().toLowerCase(Locale.ROOT),
                "port", args.port(),
                "path", args.path().map(HostPath::text),
                "search_regex", args.searchRegex())
            .changed(false);
    if (output.ok()) {
      return values;
    }
    String told = output.status() == 75 ? "Timeout when waiting for " + what : output.err().strip();
    return values.failed(args.msg().orElse(told));
  }

  /** An IPv4 address as /proc/net/tcp writes it: the bytes backwards. */
  private static String hexadecimal(String address) {
    if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
      throw new IllegalArgumentException("exclude_hosts takes IPv4 addresses only, not " + address);
    }
    StringBuilder out = new StringBuilder();
    for (String part : Arrays.asList(address.split("\\.")).reversed()) {
      out.append(String.format(Locale.ROOT, "%02X", Integer.parseInt(part)));
    }
    return out.toString();
  }
}
