package dev.play.modules.storage;

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
import dev.play.modules.storage.lvm.Lvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Volume groups of LVM (lvm(8)). Options as in {@code community.general.lvg}. */
@ModuleDoc(
    name = "lvg",
    also = "community.general.lvg",
    summary = "Makes, changes and removes volume groups of LVM.",
    example = "lvg: {vg: data, pvs: [/dev/sdb, /dev/sdc]}")
public final class Lvg implements Module<Lvg.Args> {
  /** The arguments. */
  public record Args(
      @Param("the group") String vg,
      @Param("the devices that it is on") Optional<List<String>> pvs,
      @Param(value = "the size of an extent, as vgcreate takes it", def = "4") String pesize,
      @Param(value = "further options of pvcreate", def = "") String pvOptions,
      @Param(value = "let volumes fill devices that have grown", def = "false") boolean pvresize,
      @Param(value = "further options of vgcreate", def = "") String vgOptions,
      @Param(value = "what it is to be", def = "present") State state,
      @Param(value = "remove it with the volumes in it", def = "false") boolean force,
      @Param(value = "give it a new UUID, each time", def = "false") boolean resetVgUuid,
      @Param(value = "give its devices new UUIDs, each time", def = "false") boolean resetPvUuid,
      @Param(value = "take devices out of it that are not named", def = "true")
          boolean removeExtraPvs) {
    public Args {
      if (!vg.matches("[A-Za-z0-9_.+][A-Za-z0-9_.+-]*")) {
        throw new IllegalArgumentException("vg: not a name of a group: '" + vg + "'");
      }
      if (!pesize.matches("\\d+(\\.\\d+)?[bBsSkKmMgGtTpPeE]?")) {
        throw new IllegalArgumentException("pesize: not a size: '" + pesize + "'");
      }
      for (String one : pvs.orElse(List.of())) {
        if (!one.startsWith("/") || one.matches("(?s).*[\\p{Cntrl};].*")) {
          throw new IllegalArgumentException("pvs: not a device's path: '" + one + "'");
        }
      }
    }
  }

  /** What a group is to be. */
  public enum State {
    ABSENT,
    PRESENT,
    ACTIVE,
    INACTIVE
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Lvm.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Lvm lvm = new Lvm(host);
    Optional<Lvm.Group> group = lvm.group(args.vg());
    if (args.state() == State.ABSENT) {
      return absent(args, group);
    }
    List<String> devices = devices(args, host);
    List<Lvm.Physical> all = lvm.physical();
    for (Lvm.Physical one : all) {
      if (devices.contains(one.name())
          && !one.group().isEmpty()
          && !one.group().equals(args.vg())) {
        throw new ModuleFailure(
            "Device %s is already in %s volume group.".formatted(one.name(), one.group()));
      }
    }
    List<Effect> effects = new ArrayList<>();
    if (group.isEmpty()) {
      if (devices.isEmpty()) {
        throw new ModuleFailure("No physical volumes given.");
      }
      create(args, devices, effects);
      return Plan.change(effects);
    }
    activate(args, lvm, effects);
    if (args.resetVgUuid()) {
      effects.add(
          Lvm.run(
              "give the volume group " + args.vg() + " a new UUID",
              List.of("vgchange", "-u", args.vg())));
    }
    if (!devices.isEmpty()) {
      members(
          args, devices, all.stream().filter(p -> p.group().equals(args.vg())).toList(), effects);
    }
    return Plan.change(effects);
  }

  private static Plan absent(Args args, Optional<Lvm.Group> group) {
    if (group.isEmpty()) {
      return Plan.same();
    }
    if (group.get().volumes() > 0 && !args.force()) {
      throw new ModuleFailure(
          "Refuse to remove non-empty volume group %s without force=true".formatted(args.vg()));
    }
    return Plan.change(
        List.of(
            Lvm.run(
                "remove the volume group " + args.vg(),
                List.of("vgremove", "--force", args.vg()))));
  }

  /** As LVM calls them: links followed. */
  private static List<String> devices(Args args, HostView host) {
    List<String> out = new ArrayList<>();
    for (String one : args.pvs().orElse(List.of())) {
      if (!host.known(new Probe.FileAt(HostPath.of(one), true)).exists()) {
        throw new ModuleFailure("Device %s not found.".formatted(one));
      }
      out.add(
          host.known(
                  Probe.Query.of(
                      Set.of(Resource.path(HostPath.of(one)), Resource.topic("lvm")),
                      "readlink",
                      "-f",
                      "--",
                      one))
              .out()
              .strip());
    }
    return out;
  }

  private static void create(Args args, List<String> devices, List<Effect> effects) {
    devices.forEach(d -> effects.add(physical(args, d)));
    List<String> argv = new ArrayList<>(List.of("vgcreate"));
    argv.addAll(Lvm.words(args.vgOptions()));
    if (args.state() == State.INACTIVE && !argv.contains("--setautoactivation")) {
      argv.addAll(List.of("--setautoactivation", "n"));
    }
    argv.addAll(List.of("-s", args.pesize(), args.vg()));
    argv.addAll(devices);
    effects.add(Lvm.run("make the volume group " + args.vg(), argv));
  }

  private static Effect physical(Args args, String device) {
    List<String> argv = new ArrayList<>(List.of("pvcreate"));
    argv.addAll(Lvm.words(args.pvOptions()));
    argv.addAll(List.of("-f", device));
    return Lvm.run("make a physical volume of " + device, argv);
  }

  /** Volumes that are not as asked; one that is active makes the group active in part. */
  private static void activate(Args args, Lvm lvm, List<Effect> effects) {
    if (args.state() == State.PRESENT) {
      return;
    }
    boolean active = args.state() == State.ACTIVE;
    if (lvm.logical(args.vg()).stream().anyMatch(l -> l.isActive() != active)) {
      effects.add(
          Lvm.run(
              (active ? "activate" : "deactivate") + " the volume group " + args.vg(),
              List.of("vgchange", "--activate", active ? "y" : "n", args.vg())));
    }
  }

  private static void members(
      Args args, List<String> devices, List<Lvm.Physical> there, List<Effect> effects) {
    for (Lvm.Physical one : there) {
      // What a device has grown by has to be worth an extent (as Ansible judges it).
      if (args.pvresize() && one.device() - one.size() - one.start() >= one.extent()) {
        effects.add(Lvm.run("let LVM fill " + one.name(), List.of("pvresize", one.name())));
      }
      if (args.resetPvUuid()) {
        effects.add(
            Lvm.run("give " + one.name() + " a new UUID", List.of("pvchange", "-u", one.name())));
      }
    }
    List<String> names = there.stream().map(Lvm.Physical::name).toList();
    List<String> more = devices.stream().filter(d -> !names.contains(d)).toList();
    if (!more.isEmpty()) {
      more.forEach(d -> effects.add(physical(args, d)));
      List<String> argv = new ArrayList<>(List.of("vgextend", args.vg()));
      argv.addAll(more);
      effects.add(Lvm.run("extend " + args.vg() + " by " + String.join(" ", more), argv));
    }
    List<String> less = names.stream().filter(n -> !devices.contains(n)).toList();
    if (!less.isEmpty() && args.removeExtraPvs()) {
      List<String> argv = new ArrayList<>(List.of("vgreduce", "--force", args.vg()));
      argv.addAll(less);
      effects.add(Lvm.run("reduce " + args.vg() + " by " + String.join(" ", less), argv));
    }
  }
}
