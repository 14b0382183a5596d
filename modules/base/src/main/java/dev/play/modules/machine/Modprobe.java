package dev.play.modules.machine;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.machine.config.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Modules of the kernel (modprobe(8)), now and at boot (modules-load.d(5), modprobe.d(5)). Options
 * and results as in {@code community.general.modprobe}.
 */
@ModuleDoc(
    name = "modprobe",
    also = "community.general.modprobe",
    summary = "Loads and unloads kernel modules.",
    example = "modprobe: {name: br_netfilter, persistent: present}")
public final class Modprobe implements Module<Modprobe.Args> {
  private static final Resource KERNEL = Resource.topic("kernel-modules");
  private static final String IS_BUILT_IN =
      "grep -q \"/$1[.]ko\" \"/lib/modules/$(uname -r)/modules.builtin\"";

  /** The arguments. */
  public record Args(
      @Param("the kernel's module") String name,
      @Param(value = "whether it is to be loaded", def = "present") State state,
      @Param(value = "parameters for it", def = "") String params,
      @Param(value = "whether it is loaded at boot", def = "disabled") Persistent persistent) {
    public Args {
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
        throw new IllegalArgumentException("not a kernel module: '" + name + "'");
      }
      if (params.contains("\n")) {
        throw new IllegalArgumentException("parameters cannot hold a line break");
      }
    }

    HostPath load() {
      return HostPath.of("/etc/modules-load.d/" + name + ".conf");
    }

    HostPath options() {
      return HostPath.of("/etc/modprobe.d/" + name + ".conf");
    }
  }

  /** Whether a module is to be loaded. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** What is written down for the next boot. */
  public enum Persistent {
    DISABLED,
    ABSENT,
    PRESENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(KERNEL, Resource.path(args.load()), Resource.path(args.options()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.Query modules = Probe.Query.of(Set.of(KERNEL), "cat", "/proc/modules");
    Probe.Query builtIn =
        Probe.Query.of(
            Set.of(KERNEL), "/bin/sh", "-c", IS_BUILT_IN, "sh", args.name().replace('-', '_'));
    host.need(List.of(modules, builtIn));
    CommandOutput loaded = host.known(modules);
    String asLoaded = args.name().replace('-', '_') + " ";
    boolean there =
        host.known(builtIn).ok() || loaded.out().lines().anyMatch(l -> l.startsWith(asLoaded));
    List<Effect> effects = new ArrayList<>();
    boolean wanted = args.state() == State.PRESENT;
    if (there != wanted) {
      effects.add(call(args, wanted));
    }
    persist(args, host, effects);
    return Plan.change(
        effects,
        TaskResult.of(
            "name",
            args.name(),
            "params",
            args.params(),
            "state",
            args.state().name().toLowerCase(Locale.ROOT)));
  }

  private static Effect call(Args args, boolean wanted) {
    List<String> argv = new ArrayList<>(List.of("modprobe"));
    if (!wanted) {
      argv.add("-r");
    }
    argv.add(args.name());
    if (wanted && !args.params().isBlank()) {
      argv.addAll(List.of(args.params().strip().split("\\s+")));
    }
    return Effect.Run.of(
        Command.of(argv),
        (wanted ? "load " : "unload ") + "kernel module " + args.name(),
        Set.of(KERNEL));
  }

  private static void persist(Args args, HostView host, List<Effect> effects) {
    if (args.persistent() == Persistent.DISABLED) {
      return;
    }
    boolean wanted = args.persistent() == Persistent.PRESENT;
    file(args.load(), wanted ? List.of(args.name()) : List.of(), host, effects);
    boolean options = wanted && !args.params().isBlank();
    file(
        args.options(),
        options ? List.of("options " + args.name() + " " + args.params().strip()) : List.of(),
        host,
        effects);
  }

  private static void file(HostPath path, List<String> lines, HostView host, List<Effect> effects) {
    TextFile file = TextFile.at(path, host);
    if (lines.isEmpty() && file.exists()) {
      effects.add(new Effect.Remove(path));
    } else if (!lines.isEmpty() && !file.lines().equals(lines)) {
      effects.add(file.write(lines, false));
    }
  }
}
