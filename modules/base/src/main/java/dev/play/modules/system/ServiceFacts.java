package dev.play.modules.system;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What services there are, as facts. Results as in {@code ansible.builtin.service_facts}. */
@ModuleDoc(
    name = "service_facts",
    also = "ansible.builtin.service_facts",
    summary = "Reads services and their states into ansible_facts.services.",
    example = "service_facts:")
public final class ServiceFacts implements Module<ServiceFacts.Args> {
  private static final Set<Resource> ABOUT =
      Set.of(Resource.UNITS, Resource.PACKAGES, Resource.PACKAGE_SET, Resource.tree("/etc"));
  private static final Probe.Query LOADED =
      Probe.Query.of(
          ABOUT, "systemctl", "list-units", "--no-pager", "--type=service", "--all", "--plain");
  private static final Probe.Query FILES =
      Probe.Query.of(
          ABOUT, "systemctl", "list-unit-files", "--no-pager", "--type=service", "--all");
  private static final Set<String> BAD = Set.of("not-found", "masked", "failed");

  /** It takes none. */
  public record Args() {}

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Set<String> facts(Args args) {
    return Set.of("services");
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.Tool systemctl = new Probe.Tool("systemctl");
    Probe.Tool service = new Probe.Tool("service");
    Probe.Tool openrc = new Probe.Tool("rc-status");
    host.need(List.of(systemctl, service, openrc));
    Optional<String> pending = pending(host, systemctl);
    if (pending.isPresent()) {
      return Plan.same(
          TaskResult.EMPTY.withFacts(Value.dictOf("services", new Value.Unknown(pending.get()))));
    }
    Map<String, Value> services = new LinkedHashMap<>();
    if (host.known(openrc).isPresent()) {
      openRc(host, services);
    } else if (host.known(service).isPresent()) {
      initScripts(host, services);
    }
    if (host.known(systemctl).isPresent()) {
      systemd(host, services);
    }
    if (services.isEmpty()) {
      return new Plan.Skipped(
          "Failed to find any services. This can be due to privileges or some other configuration"
              + " issue.",
          TaskResult.EMPTY);
    }
    return Plan.same(TaskResult.EMPTY.withFacts(Value.dictOf("services", services)));
  }

  /** Why it cannot be said yet which services there are, where there are some in any case. */
  private static Optional<String> pending(HostView host, Probe.Tool systemctl) {
    boolean systemd =
        host.read(systemctl) instanceof Observed.Known<Optional<HostPath>>(Optional<HostPath> at)
            && at.isPresent();
    return systemd && host.read(FILES) instanceof Observed.Unknown<CommandOutput>(String because)
        ? Optional.of(because)
        : Optional.empty();
  }

  private static String out(HostView host, String... argv) {
    return host.known(Probe.Query.of(ABOUT, argv)).out();
  }

  private static void systemd(HostView host, Map<String, Value> services) {
    host.need(List.of(LOADED, FILES));
    Map<String, String> states = new LinkedHashMap<>();
    Map<String, String> statuses = new LinkedHashMap<>();
    for (String line : host.known(LOADED).out().lines().toList()) {
      List<String> fields = List.of(line.strip().split("\\s+"));
      if (fields.size() >= 4 && fields.getFirst().endsWith(".service")) {
        Optional<String> bad = fields.subList(1, 4).stream().filter(BAD::contains).findFirst();
        states.put(fields.getFirst(), fields.get(3).equals("running") ? "running" : "stopped");
        statuses.put(fields.getFirst(), bad.orElse(fields.get(2)));
      }
    }
    for (String line : host.known(FILES).out().lines().toList()) {
      List<String> fields = List.of(line.strip().split("\\s+"));
      if (fields.size() >= 2 && fields.getFirst().endsWith(".service")) {
        String name = fields.getFirst();
        // A template has no state of its own; what is not loaded does not run.
        states.putIfAbsent(name, name.contains("@.") ? "unknown" : "inactive");
        if (!BAD.contains(statuses.getOrDefault(name, ""))) {
          statuses.put(name, fields.get(1));
        }
      }
    }
    states.forEach(
        (name, state) -> services.put(name, fact(name, state, "systemd", statuses.get(name))));
  }

  /** {@code service --status-all} tells {@code [ + ] NAME} and {@code [ - ] NAME}. */
  private static void initScripts(HostView host, Map<String, Value> services) {
    for (String line : out(host, "service", "--status-all").lines().toList()) {
      String plain = line.strip();
      if (plain.startsWith("[ + ]") || plain.startsWith("[ - ]")) {
        String name = plain.substring(5).strip();
        String state = plain.startsWith("[ + ]") ? "running" : "stopped";
        services.put(name, fact(name, state, "sysv", null));
      }
    }
  }

  /** {@code rc-status -a -s -m} tells {@code NAME [ STATE ]}. */
  private static void openRc(HostView host, Map<String, Value> services) {
    for (String line : out(host, "rc-status", "-a", "-s", "-m").lines().toList()) {
      int at = line.indexOf('[');
      if (at > 0) {
        String name = line.substring(0, at).strip();
        String state = line.substring(at + 1).replace("]", "").strip().split("\\s+")[0];
        String plain = state.equals("started") ? "running" : state;
        services.put(name, fact(name, plain, "openrc", null));
      }
    }
  }

  private static Value fact(
      String name, String state, String source, @org.jspecify.annotations.Nullable String status) {
    Value.Dict fact = Value.dictOf("name", name, "state", state, "source", source);
    return status == null ? fact : fact.with("status", new Value.Text(status));
  }
}
