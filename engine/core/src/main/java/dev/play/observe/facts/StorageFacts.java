package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mounted file systems and block devices. */
final class StorageFacts {
  private final Gathered gathered;

  StorageFacts(Gathered gathered) {
    this.gathered = gathered;
  }

  void into(Map<String, Value> out) {
    Map<String, String> uuids = links("uuids");
    out.put("mounts", mounts(uuids));
    Map<String, Value> devices = new LinkedHashMap<>();
    gathered.all("device").forEach((name, text) -> devices.put(name, device(text, uuids)));
    out.put("devices", Value.dict(devices));
    Map<String, Value> byId = new LinkedHashMap<>();
    uuids.forEach((device, uuid) -> byId.put(device, Value.texts(List.of(uuid))));
    Map<String, Value> labels = new LinkedHashMap<>();
    links("labels").forEach((device, label) -> labels.put(device, Value.texts(List.of(label))));
    out.put(
        "device_links",
        Value.dictOf(
            "uuids",
            Value.dict(byId),
            "labels",
            Value.dict(labels),
            "ids",
            Value.EMPTY_DICT,
            "masters",
            Value.EMPTY_DICT));
  }

  /** From {@code ls -l}: names by the device that they link to. */
  private Map<String, String> links(String key) {
    Map<String, String> out = new HashMap<>();
    for (String line : gathered.lines(key)) {
      int arrow = line.indexOf(" -> ");
      if (arrow > 0) {
        String name = line.substring(line.lastIndexOf(' ', arrow - 1) + 1, arrow);
        out.put(line.substring(line.lastIndexOf('/') + 1), name);
      }
    }
    return out;
  }

  private Value mounts(Map<String, String> uuids) {
    Map<String, String[]> sizes = new HashMap<>();
    for (String line : gathered.lines("statfs")) {
      String[] words = line.split(" ", 6);
      if (words.length == 6) {
        sizes.put(words[5], words);
      }
    }
    List<Value> out = new ArrayList<>();
    for (String line : gathered.lines("mounts")) {
      String[] m = line.split(" ");
      if (m.length < 4 || !(m[0].startsWith("/") || m[0].contains(":/")) || m[2].equals("none")) {
        continue;
      }
      Map<String, Value> mount = new LinkedHashMap<>();
      mount.put("mount", Value.text(unescaped(m[1])));
      mount.put("device", Value.text(unescaped(m[0])));
      mount.put("fstype", Value.text(m[2]));
      mount.put("options", Value.text(m[3]));
      mount.put("dump", Value.of(m.length > 4 ? Long.parseLong(m[4]) : 0));
      mount.put("passno", Value.of(m.length > 5 ? Long.parseLong(m[5]) : 0));
      String device = m[0].substring(m[0].lastIndexOf('/') + 1);
      mount.put("uuid", Value.text(uuids.getOrDefault(device, "N/A")));
      String[] s = sizes.get(m[1]);
      if (s != null) {
        room(mount, s);
      }
      out.add(Value.dict(mount));
    }
    return Value.list(out);
  }

  private static void room(Map<String, Value> mount, String[] s) {
    long block = Long.parseLong(s[0]);
    long blocks = Long.parseLong(s[1]);
    long available = Long.parseLong(s[2]);
    long inodes = Long.parseLong(s[3]);
    long freeInodes = Long.parseLong(s[4]);
    mount.put("size_total", Value.of(block * blocks));
    mount.put("size_available", Value.of(block * available));
    mount.put("block_size", Value.of(block));
    mount.put("block_total", Value.of(blocks));
    mount.put("block_available", Value.of(available));
    mount.put("block_used", Value.of(blocks - available));
    mount.put("inode_total", Value.of(inodes));
    mount.put("inode_available", Value.of(freeInodes));
    mount.put("inode_used", Value.of(inodes - freeInodes));
  }

  /** proc(5): blanks and backslashes are written in octal. */
  private static String unescaped(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  private static Value device(String text, Map<String, String> uuids) {
    Map<String, String> p = Gathered.pairsOf(text);
    long sectors = number(p.get("size"));
    String logical = p.getOrDefault("queue/logical_block_size", "512");
    Map<String, Value> partitions = new LinkedHashMap<>();
    List<String> holders = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("partition ")) {
        String[] pair = line.substring("partition ".length()).split("=", 2);
        String[] words = pair[1].split(" ");
        long size = number(words[0]);
        partitions.put(
            pair[0],
            Value.dictOf(
                "sectors",
                size,
                "start",
                words.length > 1 ? words[1] : "0",
                "sectorsize",
                number(logical),
                "size",
                human(size * 512),
                "uuid",
                uuids.get(pair[0]),
                "holders",
                List.of()));
      } else if (line.startsWith("holder=")) {
        holders.add(line.substring("holder=".length()));
      }
    }
    String scheduler = p.getOrDefault("queue/scheduler", "");
    int open = scheduler.indexOf('[');
    return Value.dictOf(
        "model",
        p.get("device/model"),
        "vendor",
        p.get("device/vendor"),
        "serial",
        p.get("device/serial"),
        "removable",
        p.getOrDefault("removable", "0"),
        "rotational",
        p.getOrDefault("queue/rotational", "0"),
        "scheduler_mode",
        open < 0 ? "" : scheduler.substring(open + 1, scheduler.indexOf(']', open)),
        "sectors",
        sectors,
        "sectorsize",
        logical,
        "size",
        human(sectors * 512),
        "partitions",
        partitions,
        "holders",
        holders,
        "host",
        "",
        "virtual",
        1);
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null || !digits.matches("\\d+") ? 0 : Long.parseLong(digits);
  }

  private static String human(long bytes) {
    double size = bytes;
    for (String unit : List.of("Bytes", "KB", "MB", "GB")) {
      if (size < 1024) {
        return String.format(Locale.ROOT, "%.2f %s", size, unit);
      }
      size /= 1024;
    }
    return String.format(Locale.ROOT, "%.2f TB", size);
  }
}
