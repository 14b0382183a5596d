package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Memory, processors, uptime and what the firmware tells. */
final class HardwareFacts {
  /** SMBIOS chassis types (DMTF DSP0134, table 17), in order from 1. */
  private static final List<String> CHASSIS =
      List.of(
          "Other",
          "Unknown",
          "Desktop",
          "Low Profile Desktop",
          "Pizza Box",
          "Mini Tower",
          "Tower",
          "Portable",
          "Laptop",
          "Notebook",
          "Hand Held",
          "Docking Station",
          "All In One",
          "Sub Notebook",
          "Space-saving",
          "Lunch Box",
          "Main Server Chassis",
          "Expansion Chassis",
          "Sub Chassis",
          "Bus Expansion Chassis",
          "Peripheral Chassis",
          "RAID Chassis",
          "Rack Mount Chassis",
          "Sealed-case PC",
          "Multi-system",
          "CompactPCI",
          "AdvancedTCA",
          "Blade",
          "Blade Enclosing",
          "Tablet",
          "Convertible",
          "Detachable",
          "IoT Gateway",
          "Embedded PC",
          "Mini PC",
          "Stick PC");

  private final Gathered gathered;

  HardwareFacts(Gathered gathered) {
    this.gathered = gathered;
  }

  void into(Map<String, Value> out) {
    memory(out);
    processors(out);
    String uptime = gathered.text("uptime");
    if (!uptime.isEmpty()) {
      out.put("uptime_seconds", Value.of((long) Double.parseDouble(uptime.split(" ")[0])));
    }
    String[] load = gathered.text("loadavg").split(" ");
    if (load.length > 2) {
      out.put(
          "loadavg",
          Value.dictOf(
              "1m", Double.valueOf(load[0]),
              "5m", Double.valueOf(load[1]),
              "15m", Double.valueOf(load[2])));
    }
    firmware(out);
  }

  private void memory(Map<String, Value> out) {
    Map<String, Long> kib = new LinkedHashMap<>();
    for (String line : gathered.lines("meminfo")) {
      String[] words = line.split("[:\\s]+");
      if (words.length > 1 && words[1].matches("\\d+")) {
        kib.put(words[0], Long.valueOf(words[1]));
      }
    }
    long total = mb(kib, "MemTotal");
    long free = mb(kib, "MemFree");
    long cached = mb(kib, "Cached") + mb(kib, "Buffers");
    long swap = mb(kib, "SwapTotal");
    long swapFree = mb(kib, "SwapFree");
    out.put("memtotal_mb", Value.of(total));
    out.put("memfree_mb", Value.of(free));
    out.put("swaptotal_mb", Value.of(swap));
    out.put("swapfree_mb", Value.of(swapFree));
    out.put(
        "memory_mb",
        Value.dictOf(
            "real", Value.dictOf("total", total, "used", total - free, "free", free),
            "nocache", Value.dictOf("free", free + cached, "used", total - free - cached),
            "swap",
                Value.dictOf(
                    "total",
                    swap,
                    "free",
                    swapFree,
                    "used",
                    swap - swapFree,
                    "cached",
                    mb(kib, "SwapCached"))));
  }

  private static long mb(Map<String, Long> kib, String name) {
    return kib.getOrDefault(name, 0L) / 1024;
  }

  private void processors(Map<String, Value> out) {
    List<String> told = new ArrayList<>();
    Set<String> sockets = new HashSet<>();
    long cores = 1;
    long siblings = 1;
    long threads = 0;
    for (String line : gathered.lines("cpuinfo")) {
      String[] pair = line.split("\\s*:\\s*", 2);
      if (pair.length < 2) {
        continue;
      }
      switch (pair[0]) {
        case "processor" -> {
          threads++;
          told.add(pair[1]);
        }
        case "vendor_id", "model name", "Processor", "vendor", "cpu" -> told.add(pair[1]);
        case "physical id" -> sockets.add(pair[1]);
        case "cpu cores" -> cores = Math.max(1, Long.parseLong(pair[1]));
        case "siblings" -> siblings = Math.max(1, Long.parseLong(pair[1]));
        default -> {}
      }
    }
    boolean known = !sockets.isEmpty();
    long count = known ? sockets.size() : threads;
    out.put("processor", Value.texts(told));
    out.put("processor_count", Value.of(count));
    out.put("processor_cores", Value.of(cores));
    out.put("processor_threads_per_core", Value.of(known ? Math.max(1, siblings / cores) : 1));
    out.put("processor_vcpus", Value.of(threads));
    String nproc = gathered.text("nproc");
    out.put("processor_nproc", Value.of(nproc.isEmpty() ? threads : Long.parseLong(nproc)));
  }

  private void firmware(Map<String, Value> out) {
    Map<String, String> dmi = gathered.all("dmi");
    for (String name :
        List.of(
            "bios_date",
            "bios_vendor",
            "bios_version",
            "board_asset_tag",
            "board_name",
            "board_serial",
            "board_vendor",
            "board_version",
            "chassis_asset_tag",
            "chassis_serial",
            "chassis_vendor",
            "chassis_version",
            "product_name",
            "product_serial",
            "product_uuid",
            "product_version")) {
      out.put(name, Value.text(dmi.getOrDefault(name, "NA").strip()));
    }
    out.put("system_vendor", Value.text(dmi.getOrDefault("sys_vendor", "NA").strip()));
    String type = dmi.getOrDefault("chassis_type", "").strip();
    boolean named =
        type.matches("\\d+")
            && Integer.parseInt(type) >= 1
            && Integer.parseInt(type) <= CHASSIS.size();
    out.put("form_factor", Value.text(named ? CHASSIS.get(Integer.parseInt(type) - 1) : "NA"));
  }
}
