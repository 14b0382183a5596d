package dev.play.modules.machine;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.Glob;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.machine.mounts.MountSizes;
import dev.play.modules.machine.mounts.Patience;
import dev.play.modules.machine.mounts.Sources;
import dev.play.modules.machine.mounts.Sources.Found;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is mounted and what is to be, as facts. Results as in {@code ansible.builtin.mount_facts}.
 */
@ModuleDoc(
    name = "mount_facts",
    also = "ansible.builtin.mount_facts",
    summary = "Reads mounts from the kernel, fstab and the like into ansible_facts.mount_points.",
    example = "mount_facts: {fstypes: [nfs, nfs4], timeout: 10, on_timeout: warn}",
    notes = {
      "The stanzas of AIX in /etc/filesystems are not read.",
      "A device's UUID comes from /dev/disk/by-uuid and lsblk."
    })
public final class MountFacts implements Module<MountFacts.Args> {
  /** The arguments. */
  public record Args(
      @Param("patterns of devices (fnmatch); all where none is given")
          Optional<List<String>> devices,
      @Param("patterns of file systems' types") Optional<List<String>> fstypes,
      @Param("files to read, mount for what the program prints, or all, static, dynamic")
          Optional<List<String>> sources,
      @Param(value = "the program, null for none", def = "mount") Value mountBinary,
      @Param("seconds that each question may take") Optional<Double> timeout,
      @Param(value = "what becomes of one that takes longer", def = "error")
          Patience.Otherwise onTimeout,
      @Param("list all mounts, also several of one place")
          Optional<Boolean> includeAggregateMounts) {
    public Args {
      if (timeout.isPresent() && !(timeout.get() > 0 && timeout.get() < 1e9)) {
        throw new IllegalArgumentException(
            "argument 'timeout' must be a positive number or null, not " + timeout.get());
      }
      if (sources.stream().anyMatch(all -> all.contains(""))) {
        throw new IllegalArgumentException("sources contains an empty string");
      }
      if (!(mountBinary instanceof Value.None
          || plain(mountBinary) instanceof Value.Text(var t)
              && !t.isEmpty()
              && !t.startsWith("-"))) {
        throw new IllegalArgumentException(
            "argument 'mount_binary' must be a string or null, not "
                + ValueText.plain(mountBinary));
      }
    }

    private static Value plain(Value given) {
      return given instanceof Value.Secret(Value hidden) ? hidden : given;
    }

    Optional<String> program() {
      return mountBinary instanceof Value.None
          ? Optional.empty()
          : Optional.of(ValueText.plain(mountBinary));
    }

    boolean wants(String device, String type) {
      return fits(devices, device) && fits(fstypes, type);
    }

    private static boolean fits(Optional<List<String>> patterns, String text) {
      return patterns.filter(p -> !p.isEmpty()).isEmpty()
          || patterns.get().stream().anyMatch(p -> Glob.matches(p, text));
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Set<String> facts(Args args) {
    return Set.of("mount_points", "aggregate_mounts");
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> warnings = new ArrayList<>();
    List<String> names =
        Sources.named(args.sources().filter(s -> !s.isEmpty()).orElse(List.of("all")));
    List<String> once = names.stream().distinct().toList();
    if (once.size() < names.size()) {
      warnings.add(
          "mount_facts option 'sources' contains duplicate entries, repeat sources will be"
              + " ignored: "
              + names);
    }
    Patience time = new Patience(args.timeout(), args.onTimeout());
    List<Found> all = new Sources(once, args.program(), time).read(host, warnings);
    Map<String, String> uuids = all.isEmpty() ? Map.of() : MountSizes.uuids(time, host);
    List<Found> wanted =
        all.stream().filter(f -> args.wants(device(f, uuids), f.entry().text("fstype"))).toList();
    List<Value> mounts = new ArrayList<>();
    var sizes = MountSizes.of(wanted.stream().map(Found::entry).toList(), time, host, warnings);
    for (int i = 0; i < wanted.size(); i++) {
      mounts.add(fact(wanted.get(i), sizes.get(i), uuids));
    }
    if (args.includeAggregateMounts().isEmpty()) {
      repeated(wanted).ifPresent(warnings::add);
    }
    Map<Value, Value> points = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      points.putIfAbsent(Value.text(wanted.get(i).entry().text("mount")), mounts.get(i));
    }
    boolean aggregate = args.includeAggregateMounts().orElse(false);
    TaskResult told = warnings.isEmpty() ? TaskResult.EMPTY : TaskResult.of("warnings", warnings);
    return Plan.same(
        told.withFacts(
            Value.dictOf(
                "mount_points",
                new Value.Dict(points),
                "aggregate_mounts",
                aggregate ? mounts : List.of())));
  }

  /** The device, also where fstab says only its UUID. */
  private static String device(Found found, Map<String, String> uuids) {
    String device = found.entry().text("device");
    return uuids.entrySet().stream()
        .filter(e -> device.equals("UUID=" + e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(device);
  }

  private static Value fact(
      Found found, Optional<Map<String, Value>> size, Map<String, String> uuids) {
    String device = found.entry().text("device");
    String uuid = device.startsWith("UUID=") ? device.substring(5) : uuids.get(device);
    Map<String, Value> out = new LinkedHashMap<>(found.entry().fields());
    size.ifPresent(out::putAll);
    out.put(
        "ansible_context",
        Value.dictOf("source", found.source(), "source_data", found.entry().line()));
    out.put("uuid", Value.text(uuid));
    return Value.dict(out);
  }

  private static Optional<String> repeated(List<Found> mounts) {
    Map<String, List<String>> bySource = new LinkedHashMap<>();
    mounts.forEach(
        m ->
            bySource
                .computeIfAbsent(m.source(), s -> new ArrayList<>())
                .add(m.entry().text("mount")));
    List<String> told =
        bySource.entrySet().stream()
            .filter(e -> new HashSet<>(e.getValue()).size() < e.getValue().size())
            .map(e -> e.getKey() + " (" + e.getValue() + ")")
            .toList();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "mount_facts: ignoring repeat mounts in the following sources: "
                + String.join(", ", told)
                + ". You can disable this warning by configuring the 'include_aggregate_mounts'"
                + " option as True or False.");
  }
}
