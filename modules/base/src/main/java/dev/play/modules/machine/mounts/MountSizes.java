package dev.play.modules.machine.mounts;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.modules.machine.config.MountCalls;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much room file systems have (statvfs(3)), and by which names devices are known. */
public final class MountSizes {
  // A line each: the numbers, or the status of a question that got no answer.
  private static final String ROOM =
      """
      limit=$1
      shift
      for m; do
        ${limit:+timeout "$limit"} stat -f -c '%s %S %b %a %c %d' -- "$m" 2>/dev/null || echo "$?"
      done
      """;

  private static final String NAMES =
      """
      for l in /dev/disk/by-uuid/*; do
        [ -L "$l" ] && printf '%s %s\\n' "$(readlink -f -- "$l")" "${l##*/}"
      done
      if command -v lsblk >/dev/null; then
        ${1:+timeout "$1"} lsblk --list --noheadings --paths --output NAME,UUID --exclude 2 2>/dev/null
      fi
      :
      """;

  private MountSizes() {}

  /** What each has, in the same order; nothing for what does not tell. */
  public static List<Optional<Map<String, Value>>> of(
      List<MountTable.Entry> mounts, Patience time, HostView host, List<String> warnings) {
    if (mounts.isEmpty()) {
      return List.of();
    }
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", ROOM, "sh", time.text()));
    mounts.forEach(m -> argv.add(m.text("mount")));
    List<String> told =
        host.known(Probe.Query.of(Set.of(MountCalls.MOUNTS, Resource.CLOCK), argv))
            .out()
            .lines()
            .toList();
    List<Optional<Map<String, Value>>> out = new ArrayList<>();
    for (int i = 0; i < mounts.size(); i++) {
      String line = i < told.size() ? told.get(i) : "";
      if (line.matches("\\d+") && time.isOver(Integer.parseInt(line))) {
        time.over(
            "Timed out getting mount size for mount %s (type %s)"
                .formatted(mounts.get(i).text("mount"), mounts.get(i).text("fstype")),
            warnings);
      }
      out.add(read(line));
    }
    return out;
  }

  private static Optional<Map<String, Value>> read(String line) {
    if (!line.matches("\\d{1,18}( \\d{1,18}){5}")) {
      return Optional.empty();
    }
    String[] words = line.split(" ");
    long fragment = Long.parseLong(words[1]);
    long blocks = Long.parseLong(words[2]);
    long free = Long.parseLong(words[3]);
    long inodes = Long.parseLong(words[4]);
    long freeInodes = Long.parseLong(words[5]);
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("size_total", Value.of(fragment * blocks));
    out.put("size_available", Value.of(fragment * free));
    out.put("block_size", Value.of(Long.parseLong(words[0])));
    out.put("block_total", Value.of(blocks));
    out.put("block_available", Value.of(free));
    out.put("block_used", Value.of(blocks - free));
    out.put("inode_total", Value.of(inodes));
    out.put("inode_available", Value.of(freeInodes));
    out.put("inode_used", Value.of(inodes - freeInodes));
    return Optional.of(out);
  }

  /** UUIDs by the devices that have them. */
  public static Map<String, String> uuids(Patience time, HostView host) {
    Map<String, String> out = new LinkedHashMap<>();
    host.known(
            Probe.Query.of(
                Set.of(MountCalls.MOUNTS, Resource.topic("disks")),
                "/bin/sh",
                "-c",
                NAMES,
                "sh",
                time.text()))
        .out()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length == 2)
        .forEach(words -> out.putIfAbsent(words[0], words[1]));
    return out;
  }
}
