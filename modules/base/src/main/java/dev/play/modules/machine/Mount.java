package dev.play.modules.machine;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.machine.config.Fstab;
import dev.play.modules.machine.config.MountCalls;
import dev.play.modules.machine.config.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mounted file systems and the table of them (mount(8), fstab(5)). Options and results as in {@code
 * ansible.posix.mount}.
 */
@ModuleDoc(
    name = "mount",
    also = "ansible.posix.mount",
    summary = "Mounts file systems and writes them into fstab.",
    example = "mount: {path: /srv, src: LABEL=srv, fstype: ext4, state: mounted}",
    requiredIf = {
      "state,mounted,src",
      "state,mounted,fstype",
      "state,present,src",
      "state,present,fstype",
      "state,ephemeral,src",
      "state,ephemeral,fstype"
    })
public final class Mount implements Module<Mount.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "where it is mounted; none for swap space", aliases = "name") String path,
      @Param("what it is to be") State state,
      @Param("what is mounted: device, label, address") Optional<String> src,
      @Param("its type") Optional<String> fstype,
      @Param(value = "its options", def = "defaults") String opts,
      @Param(value = "whether dump(8) saves it", def = "0") String dump,
      @Param(value = "when it is checked at boot", def = "0") String passno,
      @Param(value = "whether it is mounted at boot", def = "true") boolean boot,
      @Param(value = "the table", def = "/etc/fstab") HostPath fstab,
      @Param(value = "keep the old table", def = "false") boolean backup) {
    public Args {
      for (String field : List.of(path, src.orElse(""), fstype.orElse(""), opts)) {
        if (field.contains("\n")) {
          throw new IllegalArgumentException("a field of fstab cannot hold a line break");
        }
      }
      if (!dump.matches("[0-9]*") || !passno.matches("[0-9]*")) {
        throw new IllegalArgumentException("dump and passno are numbers");
      }
      if (path.isBlank() || path.startsWith("-")) {
        throw new IllegalArgumentException("not a mount point: '" + path + "'");
      }
    }

    Fstab.Entry entry() {
      return new Fstab.Entry(src.orElse(""), path, fstype.orElse(""), options(), dump, passno);
    }

    private String options() {
      boolean isThere = List.of(opts.split(",")).contains("noauto");
      return boot || isThere ? opts : opts + ",noauto";
    }
  }

  /** What a mount is to be. */
  public enum State {
    PRESENT,
    MOUNTED,
    UNMOUNTED,
    REMOUNTED,
    EPHEMERAL,
    ABSENT,
    ABSENT_FROM_FSTAB
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(MountCalls.MOUNTS, Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(MountCalls.MOUNTS, Resource.path(args.fstab()), Resource.tree(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<Effect> effects = new ArrayList<>();
    switch (args.state()) {
      case PRESENT -> write(args, host, effects);
      case MOUNTED -> mounted(args, host, effects);
      case EPHEMERAL -> {
        if (!MountCalls.isMounted(args, host)) {
          MountCalls.makePlace(args, host, effects);
          effects.add(
              MountCalls.run(
                  "mount",
                  args,
                  List.of(
                      "mount",
                      "-t",
                      args.fstype().orElseThrow(),
                      "-o",
                      args.opts(),
                      "--",
                      args.src().orElseThrow(),
                      args.path())));
        }
      }
      case REMOUNTED -> effects.add(MountCalls.remount(args, host));
      case UNMOUNTED -> unmount(args, host, effects);
      case ABSENT_FROM_FSTAB -> erase(args, host, effects);
      case ABSENT -> {
        erase(args, host, effects);
        unmount(args, host, effects);
        if (host.known(Probe.FileAt.of(HostPath.of(args.path()))).isDirectory()) {
          effects.add(
              Effect.Run.of(
                  Command.of("rmdir", "--", args.path()),
                  "remove the directory " + args.path(),
                  Set.of(Resource.tree(args.path()))));
        }
      }
    }
    return Plan.change(effects, MountCalls.result(args));
  }

  /** Whether the table was, or would be, changed. */
  private static boolean write(Args args, HostView host, List<Effect> effects) {
    TextFile file = TextFile.at(args.fstab(), host);
    Fstab before = new Fstab(file.lines());
    Fstab after = before.with(args.entry());
    if (after.equals(before)) {
      return false;
    }
    effects.add(file.write(after.lines(), args.backup()));
    return true;
  }

  private static void erase(Args args, HostView host, List<Effect> effects) {
    TextFile file = TextFile.at(args.fstab(), host);
    Fstab before = new Fstab(file.lines());
    Fstab after = before.without(args.path(), args.src());
    if (!after.equals(before)) {
      effects.add(file.write(after.lines(), args.backup()));
    }
  }

  private static void mounted(Args args, HostView host, List<Effect> effects) {
    boolean there = MountCalls.isMounted(args, host);
    boolean changed = write(args, host, effects);
    if (!there) {
      MountCalls.makePlace(args, host, effects);
      effects.add(
          MountCalls.run(
              "mount", args, List.of("mount", "-T", args.fstab().text(), "--", args.path())));
    } else if (changed) {
      effects.add(
          MountCalls.run(
              "remount",
              args,
              List.of(
                  "mount",
                  "-T",
                  args.fstab().text(),
                  "-o",
                  "remount," + args.opts(),
                  "--",
                  args.path())));
    }
  }

  private static void unmount(Args args, HostView host, List<Effect> effects) {
    if (MountCalls.isMounted(args, host)) {
      effects.add(MountCalls.run("unmount", args, List.of("umount", "--", args.path())));
    }
  }
}
