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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Types that SELinux's policy gives to ports. Options and results as in {@code
 * community.general.seport}.
 */
@ModuleDoc(
    name = "seport",
    also = "community.general.seport",
    summary = "Gives ports a type in SELinux's policy.",
    example = "seport: {ports: 8888, proto: tcp, setype: http_port_t, state: present}",
    notes = "By semanage, which has to be on the host (policycoreutils-python-utils).")
public final class Seport implements Module<Seport.Args> {
  private static final HostPath ENABLED = HostPath.of("/sys/fs/selinux/enforce");
  private static final Resource PORTS = Resource.topic("seport");
  private static final Set<Resource> TOUCHED =
      Set.of(PORTS, Resource.tree("/var/lib/selinux"), Resource.tree("/etc/selinux"));

  /** The arguments. */
  public record Args(
      @Param("ports, or ranges") List<String> ports,
      @Param(
              value = "their protocol",
              choices = {"tcp", "udp"})
          String proto,
      @Param("the type") String setype,
      @Param(value = "whether they are to have it", def = "present") State state,
      @Param(value = "only ports that this host's own settings tell of", def = "false")
          boolean local,
      @Param(value = "load the policy anew", def = "true") boolean reload,
      @Param(value = "set it though SELinux is disabled", def = "false")
          boolean ignoreSelinuxState) {
    public Args {
      for (String port : ports) {
        if (!port.strip().matches("\\d{1,5}(-\\d{1,5})?")) {
          throw new IllegalArgumentException("not a port or range: '" + port + "'");
        }
      }
      if (!setype.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("not a type: '" + setype + "'");
      }
    }
  }

  /** Whether ports are to have a type. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TaskResult result =
        TaskResult.of(
            "ports", args.ports(),
            "proto", args.proto(),
            "setype", args.setype(),
            "state", args.state().name().toLowerCase(Locale.ROOT));
    if (!args.ignoreSelinuxState() && !host.known(new Probe.FileAt(ENABLED, true)).exists()) {
      throw new ModuleFailure("SELinux is disabled on this host.", result);
    }
    if (host.known(new Probe.Tool("semanage")).isEmpty()) {
      throw new ModuleFailure(
          "Failed to find required executable \"semanage\" in paths: install the package"
              + " policycoreutils-python-utils",
          result);
    }
    // What this host has set comes before the policy's own type of the same port.
    Map<String, String> own = types(args, host, true);
    Map<String, String> all = new LinkedHashMap<>(own);
    if (!args.local()) {
      types(args, host, false).forEach(all::putIfAbsent);
    }
    List<Effect> effects = new ArrayList<>();
    for (String given : args.ports()) {
      String port = given.strip();
      boolean there = args.setype().equals(all.get(port));
      if (args.state() == State.PRESENT && !there) {
        String verb = own.containsKey(port) || all.containsKey(port) ? "-m" : "-a";
        effects.add(call(args, port, List.of(verb, "-t", args.setype()), "give"));
      } else if (args.state() == State.ABSENT && there) {
        effects.add(call(args, port, List.of("-d", "-t", args.setype()), "take"));
      }
    }
    return Plan.change(effects, result);
  }

  private static Effect call(Args args, String port, List<String> words, String verb) {
    List<String> argv = new ArrayList<>(List.of("semanage", "port"));
    argv.addAll(words);
    if (!args.reload()) {
      argv.add("-N");
    }
    argv.addAll(List.of("-p", args.proto(), port));
    String way = verb.equals("give") ? " to " : " from ";
    return Effect.Run.of(
        Command.of(argv), verb + " " + args.setype() + way + port + "/" + args.proto(), TOUCHED);
  }

  /** Types by ports, of lines {@code TYPE PROTOCOL 80, 81, 1000-1010}. */
  private static Map<String, String> types(Args args, HostView host, boolean own) {
    List<String> argv = new ArrayList<>(List.of("semanage", "port", "-l", "-n"));
    if (own) {
      argv.add("-C");
    }
    Set<Resource> about = Set.of(PORTS, Resource.tree("/var/lib/selinux"), Resource.PACKAGE_SET);
    CommandOutput told = host.known(Probe.Query.of(about, argv));
    if (!told.ok()) {
      throw new ModuleFailure(told.err().strip());
    }
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : told.out().lines().toList()) {
      String[] words = line.strip().split("\\s+", 3);
      if (words.length == 3 && words[1].equals(args.proto())) {
        for (String port : words[2].split(",\\s*")) {
          out.putIfAbsent(port.strip(), words[0]);
        }
      }
    }
    return out;
  }
}
