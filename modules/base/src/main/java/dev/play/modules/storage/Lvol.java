package dev.play.modules.storage;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.storage.lvm.Lvm;
import dev.play.modules.storage.lvm.VolumeSize;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logical volumes of LVM (lvm(8)). Options and results as in {@code community.general.lvol}. */
@ModuleDoc(
    name = "lvol",
    also = "community.general.lvol",
    summary = "Makes, resizes and removes logical volumes of LVM.",
    example = "lvol: {vg: data, lv: web, size: 10g, resizefs: true}",
    requiredOneOf = "lv,thinpool",
    notes = {
      "A size with + or - is added or taken away each time.",
      "A new volume with active: false is made inactive, so that a second run has nothing to do."
    })
public final class Lvol implements Module<Lvol.Args> {
  private static final String NAME = "[A-Za-z0-9_.+][A-Za-z0-9_.+-]*";

  /** The arguments. */
  public record Args(
      @Param("the volume group") String vg,
      @Param("the volume; of a snapshot, what it is of") Optional<String> lv,
      @Param("10g, 512 (of MiB), 60%VG, 100%FREE, +2g") Optional<String> size,
      @Param(value = "whether it is there", def = "present") State state,
      @Param(value = "whether it is active", def = "true") boolean active,
      @Param(value = "allow what loses data: removing and shrinking", def = "false") boolean force,
      @Param("further options of lvcreate") Optional<String> opts,
      @Param("the name of a snapshot of the volume") Optional<String> snapshot,
      @Param("the devices that it is on") Optional<List<String>> pvs,
      @Param("the thin pool that it is in, or that is made") Optional<String> thinpool,
      @Param(value = "shrink one that is too large", def = "true") boolean shrink,
      @Param(value = "resize the file system with it", def = "false") boolean resizefs) {
    public Args {
      name("vg", Optional.of(vg), NAME);
      name("lv", lv, "(/dev/[A-Za-z0-9_.+/-]*/)?" + NAME);
      name("snapshot", snapshot, NAME);
      name("thinpool", thinpool, NAME);
      for (String one : pvs.orElse(List.of())) {
        name("pvs", Optional.of(one), "/[^\\p{Cntrl}]*");
      }
      Optional<VolumeSize> parsed = size.map(VolumeSize::parse);
      if (parsed.filter(s -> s.whole().equals("ORIGIN")).isPresent() && snapshot.isEmpty()) {
        throw new IllegalArgumentException(
            "Percentage of ORIGIN supported only for snapshot volumes");
      }
      if (snapshot.isPresent() && lv.isEmpty()) {
        throw new IllegalArgumentException("a snapshot is of a volume: lv");
      }
    }

    private static void name(String option, Optional<String> value, String pattern) {
      if (value.filter(v -> !v.matches(pattern)).isPresent()) {
        throw new IllegalArgumentException(option + ": not one: '" + value.get() + "'");
      }
    }

    /** The volume that the task is about. */
    String subject() {
      return snapshot.or(() -> lv).or(() -> thinpool).orElseThrow();
    }

    Optional<VolumeSize> volumeSize() {
      return size.map(VolumeSize::parse);
    }
  }

  /** Whether it is there. */
  public enum State {
    ABSENT,
    PRESENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Lvm.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return new VolumePlan(args, new Lvm(host)).plan();
  }
}
