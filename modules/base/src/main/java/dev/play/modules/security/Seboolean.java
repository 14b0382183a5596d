package dev.play.modules.security;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Switches of SELinux's policy. Options and results as in {@code ansible.posix.seboolean}. */
@ModuleDoc(
    name = "seboolean",
    also = "ansible.posix.seboolean",
    summary = "Switches parts of SELinux's policy on and off.",
    example = "seboolean: {name: httpd_can_network_connect, state: true, persistent: true}",
    notes = {
      "By getsebool and setsebool; Python's libraries for SELinux are not needed.",
      "What is persistent is told by booleans.local: one that only the policy says is set once more."
    })
public final class Seboolean implements Module<Seboolean.Args> {
  private static final HostPath ENABLED = HostPath.of("/sys/fs/selinux/enforce");
  private static final String LOCAL =
      "cat /var/lib/selinux/*/active/booleans.local /etc/selinux/*/modules/active/booleans.local"
          + " 2>/dev/null; exit 0";

  /** The arguments. */
  public record Args(
      @Param("the switch") String name,
      @Param("whether it is on") boolean state,
      @Param(value = "after a restart too", def = "false") boolean persistent,
      @Param(value = "set it though SELinux is disabled", def = "false")
          boolean ignoreSelinuxState) {
    public Args {
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
        throw new IllegalArgumentException("not a switch of SELinux: '" + name + "'");
      }
    }
  }

  private static Resource topic(String name) {
    return Resource.topic("seboolean:" + name);
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/var/lib/selinux"), Resource.tree("/etc/selinux"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        topic(args.name()), Resource.tree("/var/lib/selinux"), Resource.tree("/etc/selinux"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TaskResult result =
        TaskResult.of("name", args.name(), "persistent", args.persistent(), "state", args.state());
    boolean enabled = host.known(new Probe.FileAt(ENABLED, true)).exists();
    if (!enabled && !args.ignoreSelinuxState()) {
      throw new ModuleFailure("SELinux is disabled on this host.", result);
    }
    if (host.known(new Probe.Tool("setsebool")).isEmpty()) {
      throw new ModuleFailure(
          "Failed to find required executable \"setsebool\" in paths: install the package"
              + " policycoreutils",
          result);
    }
    String wanted = args.state() ? "on" : "off";
    boolean running = true;
    if (enabled) {
      CommandOutput told =
          host.known(
              Probe.Query.of(
                  Set.of(topic(args.name()), Resource.PACKAGE_SET), "getsebool", args.name()));
      if (!told.ok()) {
        throw new ModuleFailure("SELinux boolean " + args.name() + " does not exist.", result);
      }
      running = told.out().strip().endsWith(" " + wanted);
    }
    if (running && (!args.persistent() || isLocal(args, host))) {
      return Plan.same(result);
    }
    List<String> argv = new ArrayList<>(List.of("setsebool"));
    if (args.persistent()) {
      argv.add("-P");
    }
    argv.add(args.name() + "=" + (args.state() ? 1 : 0));
    Set<Resource> touched = args.persistent() ? mayTouch(args) : Set.of(topic(args.name()));
    return Plan.change(
        List.of(
            Effect.Run.of(
                Command.of(argv),
                "switch " + args.name() + " " + wanted + (args.persistent() ? " for good" : ""),
                touched)),
        result);
  }

  /** Lines {@code NAME=1} of what was set on this host. */
  private static boolean isLocal(Args args, HostView host) {
    return host.known(
            Probe.Query.of(
                Set.of(
                    topic(args.name()),
                    Resource.tree("/var/lib/selinux"),
                    Resource.tree("/etc/selinux")),
                "/bin/sh",
                "-c",
                LOCAL))
        .out()
        .lines()
        .anyMatch(l -> l.replace(" ", "").equals(args.name() + "=" + (args.state() ? 1 : 0)));
  }
}
