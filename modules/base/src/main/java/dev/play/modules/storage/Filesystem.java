package dev.play.modules.storage;

import dev.play.host.Command;
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
import dev.play.modules.storage.disk.BlockDevice;
import dev.play.modules.storage.disk.FileSystemKind;
import dev.play.modules.storage.lvm.Lvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** File systems on devices (mkfs(8)). Options as in {@code community.general.filesystem}. */
@ModuleDoc(
    name = "filesystem",
    also = "community.general.filesystem",
    summary = "Makes, grows and wipes file systems.",
    example = "filesystem: {fstype: ext4, dev: /dev/sdb1}",
    requiredIf = "state,present,fstype",
    mutuallyExclusive = "resizefs,uuid",
    notes = "xfs and btrfs are grown where they are mounted.")
public final class Filesystem implements Module<Filesystem.Args> {
  private static final String UUID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  /** The arguments. */
  public record Args(
      @Param(value = "the device, or a file that is used as one", aliases = "device") HostPath dev,
      @Param(
              value = "what is to be there; absent wipes what tells of a file system",
              def = "present")
          State state,
      @Param(value = "the kind", aliases = "type") Optional<Kind> fstype,
      @Param(value = "make a new one over what is there", def = "false") boolean force,
      @Param(value = "let it fill its device", def = "false") boolean resizefs,
      @Param("further options of mkfs") Optional<String> opts,
      @Param("its UUID; random, time and generate each time anew") Optional<String> uuid) {
    public Args {
      if (!dev.isAbsolute()) {
        throw new IllegalArgumentException("dev: not an absolute path: '" + dev + "'");
      }
      if (fstype.filter(k -> k == Kind.UFS).isPresent()) {
        throw new IllegalArgumentException("fstype: ufs is of FreeBSD");
      }
      if (uuid.filter(u -> !u.matches("random|time|generate|" + UUID)).isPresent()) {
        throw new IllegalArgumentException("uuid: not one: '" + uuid.get() + "'");
      }
      if (fstype.isPresent() && state == State.PRESENT) {
        FileSystemKind kind = kind(fstype.get());
        if (resizefs && kind.grow().isEmpty()) {
          throw new IllegalArgumentException("resizefs is not there for " + kind.name());
        }
        if (uuid.isPresent() && kind.uuidOption().isEmpty()) {
          throw new IllegalArgumentException("uuid is not there for " + kind.name());
        }
      }
    }

    private static FileSystemKind kind(Kind kind) {
      return FileSystemKind.named(kind.name().toLowerCase(Locale.ROOT)).orElseThrow();
    }
  }

  /** Whether there is one. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** The kinds that are known. */
  public enum Kind {
    BCACHEFS,
    BTRFS,
    EXT2,
    EXT3,
    EXT4,
    EXT4DEV,
    F2FS,
    LVM,
    OCFS2,
    REISERFS,
    XFS,
    VFAT,
    SWAP,
    UFS
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"), BlockDevice.FILE_SYSTEMS, Resource.topic("lvm"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return touched(args);
  }

  private static Set<Resource> touched(Args args) {
    return Set.of(Resource.path(args.dev()), BlockDevice.FILE_SYSTEMS, Resource.topic("lvm"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean there = host.known(new Probe.FileAt(args.dev(), true)).exists();
    if (!there) {
      String told = "Device %s not found.".formatted(args.dev());
      if (args.state() == State.PRESENT) {
        throw new ModuleFailure(told);
      }
      return Plan.same(TaskResult.of("msg", told));
    }
    String found = new BlockDevice(args.dev(), host).tag("TYPE");
    if (args.state() == State.ABSENT) {
      return found.isEmpty()
          ? Plan.same()
          : change(args, "wipe " + args.dev(), List.of("wipefs", "--all", args.dev().text()));
    }
    FileSystemKind kind = Args.kind(args.fstype().orElseThrow());
    if (found.equals(kind.found()) && !args.force()) {
      if (args.uuid().isPresent()) {
        return renamed(args, kind, host);
      }
      return args.resizefs() ? grown(args, kind, host) : Plan.same();
    }
    if (!found.isEmpty() && !args.force()) {
      throw new ModuleFailure(
          "'%s' is already used as %s, use force=true to overwrite".formatted(args.dev(), found));
    }
    Optional<String> uuid = args.uuid().filter(u -> u.matches(UUID));
    List<String> options = Lvm.words(args.opts().orElse(""));
    return change(
        args,
        "make a file system " + kind.name() + " on " + args.dev(),
        kind.making(options, uuid, args.dev().text()));
  }

  private static Plan renamed(Args args, FileSystemKind kind, HostView host) {
    String uuid = args.uuid().orElseThrow();
    if (uuid.equalsIgnoreCase(new BlockDevice(args.dev(), host).tag("UUID"))) {
      return Plan.same();
    }
    if (kind.change().isEmpty()) {
      throw new ModuleFailure("the UUID of a " + kind.name() + " that is there cannot be changed");
    }
    List<String> argv = new ArrayList<>(kind.change());
    argv.addAll(List.of(uuid, args.dev().text()));
    return change(args, "give " + args.dev() + " another UUID", argv);
  }

  private static Plan grown(Args args, FileSystemKind kind, HostView host) {
    if (!new BlockDevice(args.dev(), host).hasSpareBlocks(kind)) {
      return Plan.same(
          TaskResult.of(
              "msg",
              "%s filesystem is using the whole device %s".formatted(kind.name(), args.dev())));
    }
    return change(
        args,
        "let the file system fill " + args.dev(),
        List.of("/bin/sh", "-c", kind.resize(), "sh", args.dev().text()));
  }

  private static Plan change(Args args, String why, List<String> argv) {
    return Plan.change(
        List.of(
            Effect.Run.of(
                Command.of(argv).withEnvironment(Map.of("LC_ALL", "C")), why, touched(args))));
  }
}
