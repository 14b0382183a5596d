package dev.play.modules.web;

import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.web.haproxy.ProxyServer;
import dev.play.modules.web.haproxy.ProxySocket;
import dev.play.modules.web.haproxy.ProxySocket.Step;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Servers behind HAProxy. Options and results as in {@code community.general.haproxy}. */
@ModuleDoc(
    name = "haproxy",
    also = "community.general.haproxy",
    summary = "Takes servers of HAProxy's backends out and in, and gives them weights.",
    example =
        "haproxy: {state: disabled, backend: www, host: web1, socket: /run/haproxy/admin.sock}",
    notes = {
      "Needs perl on the host, or an nc that knows -U, and a socket of HAProxy's with level admin.",
      "What stands as it is to is not said again. A server without checks counts as UP.",
      "What is set lasts until HAProxy is restarted."
    })
public final class Haproxy implements Module<Haproxy.Args> {
  private static final String NAME = "[A-Za-z0-9_.:][A-Za-z0-9_.:-]*";

  /** The arguments. */
  public record Args(
      @Param("the backend; all that have such a server where none is given")
          Optional<String> backend,
      @Param("the server's name in the backend") String host,
      @Param("what is wanted of it") State state,
      @Param(value = "let it come to rest before it is disabled", def = "false") boolean drain,
      @Param(value = "end its sessions when it is disabled", def = "false")
          boolean shutdownSessions,
      @Param(value = "HAProxy's socket", def = "/var/run/haproxy.sock") HostPath socket,
      @Param(value = "the agent's checks likewise", def = "false") boolean agent,
      @Param(value = "the health checks likewise", def = "false") boolean health,
      @Param(value = "fail where there is no such server", def = "false") boolean failOnNotFound,
      @Param(value = "wait until it is so", name = "wait", def = "false") boolean waits,
      @Param(value = "seconds between looks", def = "5") int waitInterval,
      @Param(value = "how often to look", def = "25") int waitRetries,
      @Param("weight of a server that is enabled: up to 256, or up to 100%")
          Optional<String> weight) {
    public Args {
      for (String name : Stream.concat(Stream.of(host), backend.stream()).toList()) {
        if (!name.matches(NAME)) {
          throw new IllegalArgumentException("not a name that HAProxy has: '" + name + "'");
        }
      }
      if (weight.filter(w -> !isWeight(w)).isPresent()) {
        throw new IllegalArgumentException(
            "weight is a number up to 256 or up to 100%, not '" + weight.get() + "'");
      }
      if (waitInterval < 0 || waitRetries < 0) {
        throw new IllegalArgumentException("wait_interval and wait_retries are not negative");
      }
    }

    private static boolean isWeight(String text) {
      return text.matches("\\d{1,3}%")
          ? Integer.parseInt(text.substring(0, text.length() - 1)) <= 100
          : text.matches("\\d{1,3}") && Integer.parseInt(text) <= 256;
    }

    boolean means(ProxyServer server) {
      return server.name().equals(host) && backend.map(server.backend()::equals).orElse(true);
    }

    boolean drains() {
      return drain && state == State.DISABLED;
    }
  }

  /** What is wanted of a server. */
  public enum State {
    DISABLED("MAINT"),
    DRAIN("DRAIN"),
    ENABLED("UP");

    private final String status;

    State(String status) {
      this.status = status;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(ProxySocket.SERVERS);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    ProxySocket socket = new ProxySocket(args.socket());
    List<ProxyServer> servers = socket.servers(host).stream().filter(args::means).toList();
    Value before = told(servers);
    if (servers.isEmpty()) {
      String which = args.backend().map(b -> b + "/").orElse("") + args.host();
      return args.failOnNotFound()
          ? Plan.failed("The specified backend '" + which + "' was not found!")
          : Plan.same(TaskResult.of("state_before", null, "state_after", null));
    }
    List<Step> steps = servers.stream().flatMap(s -> steps(args, s).stream()).toList();
    List<String> commands = steps.stream().flatMap(s -> s.commands().stream()).toList();
    boolean settled = servers.stream().allMatch(s -> isSettled(args, s));
    if (commands.isEmpty() && settled) {
      return Plan.same(TaskResult.of("state_before", before, "state_after", before));
    }
    String state = args.state().name().toLowerCase(Locale.ROOT);
    String names = String.join(", ", servers.stream().map(ProxyServer::path).toList());
    Effect run =
        socket.act(
            steps,
            args.waitRetries(),
            args.waitInterval(),
            args.drain(),
            commands.isEmpty() ? "wait for " + names : "have " + names + " " + state);
    Function<List<Plan.Outcome>, TaskResult> result =
        outcomes ->
            TaskResult.of(
                    "state_before",
                    before,
                    "state_after",
                    told(
                        ProxyServer.all(outcomes.getFirst().output().out()).stream()
                            .filter(args::means)
                            .toList()),
                    "command",
                    commands)
                .changed(!commands.isEmpty());
    return commands.isEmpty()
        ? new Plan.Perhaps(List.of(run), result, "until " + names + " is " + args.state().status)
        : Plan.run(List.of(run), result);
  }

  private static Value told(List<ProxyServer> servers) {
    return Value.list(servers.stream().map(ProxyServer::told).toList());
  }

  private static boolean isSettled(Args args, ProxyServer server) {
    boolean up = args.state() == State.ENABLED && server.status().equals("no check");
    return !args.waits() || up || server.status().contains(args.state().status);
  }

  private static List<Step> steps(Args args, ProxyServer server) {
    List<Step> out = new ArrayList<>();
    if (args.drains() && !server.isInMaintenance()) {
      String status = args.waits() ? State.DRAIN.status : "";
      out.add(new Step(server, status, List.of(drain(server))));
    }
    out.add(new Step(server, args.waits() ? args.state().status : "", commands(args, server)));
    return out;
  }

  private static String drain(ProxyServer server) {
    return "set server " + server.path() + " state drain";
  }

  private static List<String> commands(Args args, ProxyServer server) {
    boolean enable = args.state() == State.ENABLED;
    String verb = enable ? "enable " : "disable ";
    List<String> out = new ArrayList<>();
    if (args.state() == State.DRAIN) {
      return server.isDraining() && !server.isInMaintenance() ? out : List.of(drain(server));
    }
    boolean wrong =
        enable ? server.isInMaintenance() || server.isDraining() : !server.isInMaintenance();
    if (wrong) {
      out.add(verb + "server " + server.path());
    }
    if (args.agent() && server.wantsAgent(enable)) {
      out.add(verb + "agent " + server.path());
    }
    if (args.health() && server.wantsHealth(enable)) {
      out.add(verb + "health " + server.path());
    }
    if (!enable && args.shutdownSessions() && !args.drain() && !server.sessions().equals("0")) {
      out.add("shutdown sessions server " + server.path());
    }
    args.weight()
        .filter(w -> enable && !server.hasWeight(w))
        .ifPresent(w -> out.add("set weight " + server.path() + " " + w));
    return out;
  }
}
