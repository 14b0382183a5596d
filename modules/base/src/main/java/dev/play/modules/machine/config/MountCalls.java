package dev.play.modules.machine.config;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import dev.play.modules.machine.Mount;
import java.util.List;
import java.util.Set;

/** Questions and commands about mounts. */
public final class MountCalls {
  /** What is mounted. */
  public static final Resource MOUNTS = Resource.topic("mounts");

  private MountCalls() {}

  /** What is registered. */
  public static TaskResult result(Mount.Args args) {
    return TaskResult.of(
        "name",
        args.path(),
        "src",
        args.src(),
        "fstype",
        args.fstype(),
        "opts",
        args.opts(),
        "dump",
        args.dump(),
        "passno",
        args.passno(),
        "boot",
        args.boot() ? "yes" : "no",
        "fstab",
        args.fstab().text());
  }

  /** Mounts what is mounted again, with these options. */
  public static Effect remount(Mount.Args args, HostView host) {
    if (!isMounted(args, host)) {
      throw new ModuleFailure(args.path() + " is not mounted");
    }
    boolean given = !args.opts().equals("defaults");
    return run(
        "remount",
        args,
        List.of("mount", "-o", given ? "remount," + args.opts() : "remount", "--", args.path()));
  }

  /** The kernel's own list: fields 5 of mountinfo, with spaces written as {@code \040}. */
  public static boolean isMounted(Mount.Args args, HostView host) {
    String place = HostPath.of(args.path()).normal().text();
    return host.known(Probe.Query.of(Set.of(MOUNTS), "cat", "/proc/self/mountinfo"))
        .out()
        .lines()
        .map(line -> line.split(" "))
        .anyMatch(f -> f.length > 4 && f[4].replace("\\040", " ").equals(place));
  }

  /** A call that mounts or unmounts. */
  public static Effect run(String what, Mount.Args args, List<String> argv) {
    return Effect.Run.of(
        Command.of(argv), what + " " + args.path(), Set.of(MOUNTS, Resource.tree(args.path())));
  }

  /** Makes the directory to mount at, where it is missing. */
  public static void makePlace(Mount.Args args, HostView host, List<Effect> effects) {
    FileInfo place = host.known(new Probe.FileAt(HostPath.of(args.path()), true));
    if (!place.exists()) {
      effects.add(
          Effect.Run.of(
              Command.of("mkdir", "-p", "--", args.path()),
              "make the directory " + args.path(),
              Set.of(Resource.path(HostPath.of(args.path())))));
    }
  }
}
