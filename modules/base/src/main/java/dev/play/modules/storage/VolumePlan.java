package dev.play.modules.storage;

import dev.play.host.Effect;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.storage.lvm.Lvm;
import dev.play.modules.storage.lvm.VolumeSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What LVM has to do for one task about a logical volume. */
final class VolumePlan {
  private static final long MIB = 1L << 20;

  private final Lvol.Args args;
  private final Lvm lvm;
  private final List<Effect> effects = new ArrayList<>();

  VolumePlan(Lvol.Args args, Lvm lvm) {
    this.args = args;
    this.lvm = lvm;
  }

  Plan plan() {
    boolean present = args.state() == Lvol.State.PRESENT;
    Optional<Lvm.Group> group = lvm.group(args.vg());
    if (group.isEmpty()) {
      String told = "Volume group %s does not exist.".formatted(args.vg());
      if (present) {
        throw new ModuleFailure(told);
      }
      return Plan.same(TaskResult.of("stdout", told));
    }
    if (present) {
      checkOrigin();
    }
    Optional<Lvm.Logical> there = lvm.logical(args.vg(), args.subject());
    if (!present) {
      return there.map(this::absent).orElseGet(Plan::same);
    }
    if (there.isEmpty()) {
      create();
      return Plan.change(effects, TaskResult.of("msg", ""));
    }
    Lvm.Logical volume = there.get();
    args.volumeSize().ifPresent(s -> resize(group.get(), volume, s));
    if (volume.isActive() != args.active() && !isUnknown(volume)) {
      effects.add(
          Lvm.run(
              (args.active() ? "activate " : "deactivate ") + path(volume.name()),
              List.of("lvchange", args.active() ? "-ay" : "-an", path(volume.name()))));
    }
    return Plan.change(
        effects,
        TaskResult.of("vg", args.vg(), "lv", volume.name(), "size", (double) volume.size() / MIB));
  }

  /** Where LVM must not speak with the kernel, X stands for what is active. */
  private boolean isUnknown(Lvm.Logical volume) {
    return volume.attributes().length() > 4
        && volume.attributes().charAt(4) == 'X'
        && !args.active();
  }

  private void checkOrigin() {
    if (args.snapshot().isPresent()) {
      Lvm.Logical origin =
          lvm.logical(args.vg(), args.lv().orElseThrow())
              .orElseThrow(
                  () ->
                      new ModuleFailure(
                          "Snapshot origin LV %s does not exist in volume group %s."
                              .formatted(args.lv().orElseThrow(), args.vg())));
      if (origin.isThinPool() || args.thinpool().isPresent()) {
        throw new ModuleFailure("Snapshots of thin pool LVs are not supported.");
      }
    } else if (args.thinpool().isPresent()
        && args.lv().isPresent()
        && lvm.logical(args.vg(), args.thinpool().get()).isEmpty()) {
      throw new ModuleFailure(
          "Thin pool LV %s does not exist in volume group %s."
              .formatted(args.thinpool().get(), args.vg()));
    }
  }

  private Plan absent(Lvm.Logical volume) {
    if (!args.force()) {
      throw new ModuleFailure(
          "Sorry, no removal of logical volume %s without force=true.".formatted(volume.name()));
    }
    return Plan.change(
        List.of(
            Lvm.run(
                "remove the volume " + path(volume.name()),
                List.of("lvremove", "--force", path(volume.name())))));
  }

  private void create() {
    Optional<VolumeSize> size = args.volumeSize();
    size.filter(s -> s.sign().equals("-"))
        .ifPresent(
            s -> {
              throw new ModuleFailure(
                  "Bad size specification of '%s' for creating LV"
                      .formatted(args.size().orElseThrow()));
            });
    if (size.isEmpty() && !isOfThinVolume()) {
      throw new ModuleFailure("No size given.");
    }
    List<String> argv = new ArrayList<>(List.of("lvcreate", "--yes"));
    if (!args.active()) {
      argv.add("-an");
    }
    List<String> options = Lvm.words(args.opts().orElse(""));
    if (args.snapshot().isPresent()) {
      size.ifPresent(s -> Collections.addAll(argv, s.option(false)));
      argv.addAll(List.of("-s", "-n", args.snapshot().get()));
      argv.addAll(options);
      argv.add(path(args.lv().orElseThrow()));
    } else if (args.thinpool().isPresent()) {
      thin(size.orElseThrow(), argv);
      argv.addAll(options);
      argv.addAll(List.of("-T", path(args.thinpool().get())));
    } else {
      argv.addAll(List.of("-n", plain(args.lv().orElseThrow())));
      Collections.addAll(argv, size.orElseThrow().option(false));
      argv.addAll(options);
      argv.add(args.vg());
      argv.addAll(args.pvs().orElse(List.of()));
    }
    effects.add(Lvm.run("make the volume " + path(args.subject()), argv));
  }

  private void thin(VolumeSize size, List<String> argv) {
    if (args.lv().isEmpty()) {
      Collections.addAll(argv, size.option(false));
      return;
    }
    if (size.isPercentage()) {
      throw new ModuleFailure("Thin volume sizing with percentage not supported.");
    }
    argv.addAll(List.of("-n", plain(args.lv().get()), "-V", size.option(false)[1]));
  }

  private boolean isOfThinVolume() {
    return args.snapshot().isPresent()
        && lvm.logical(args.vg(), args.lv().orElseThrow()).filter(Lvm.Logical::isThin).isPresent();
  }

  private void resize(Lvm.Group group, Lvm.Logical volume, VolumeSize size) {
    long wanted = size.bytes(group, volume.size());
    List<String> argv = new ArrayList<>();
    if (wanted > volume.size()) {
      if (size.isPercentage() && wanted - volume.size() > group.free()) {
        throw new ModuleFailure(
            "Logical Volume %s could not be extended. Not enough free space left (%dm required / %dm available)"
                .formatted(volume.name(), (wanted - volume.size()) / MIB, group.free() / MIB));
      }
      argv.add("lvextend");
    } else if (isTooLarge(group, volume, size, wanted)) {
      if (wanted < MIB) {
        throw new ModuleFailure(
            "Sorry, no shrinking of %s to 0 permitted.".formatted(volume.name()));
      }
      if (!args.force()) {
        throw new ModuleFailure(
            "Sorry, no shrinking of %s without force=true.".formatted(volume.name()));
      }
      argv.addAll(List.of("lvreduce", "--force"));
    } else {
      return;
    }
    if (args.resizefs()) {
      argv.add("--resizefs");
    }
    Collections.addAll(argv, size.option(true));
    argv.add(path(volume.name()));
    argv.addAll(args.pvs().orElse(List.of()));
    effects.add(Lvm.run("resize the volume " + path(volume.name()), argv));
  }

  /** Sizes are rounded up to whole extents: less than one too many is none too many. */
  private boolean isTooLarge(Lvm.Group group, Lvm.Logical volume, VolumeSize size, long wanted) {
    if (size.isRelative() && wanted < volume.size()) {
      return true;
    }
    long over = volume.size() - wanted;
    return args.shrink()
        && (size.isPercentage() ? over > group.extent() : over >= group.extent())
        && over > 0;
  }

  private String path(String volume) {
    return args.vg() + "/" + plain(volume);
  }

  private static String plain(String volume) {
    return volume.substring(volume.lastIndexOf('/') + 1);
  }
}
