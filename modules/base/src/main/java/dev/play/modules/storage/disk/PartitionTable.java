package dev.play.modules.storage.disk;

import dev.play.host.CommandOutput;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code parted --machine print} tells (parted(8)).
 *
 * @param table the kind of label; {@code unknown} where there is none
 * @param size of the device, in {@code unit}
 */
public record PartitionTable(
    String device,
    double size,
    String unit,
    String table,
    int logicalBlock,
    int physicalBlock,
    String model,
    List<Partition> partitions) {

  /** A partition; places in the table's unit. */
  public record Partition(
      int number, double begin, double end, String fileSystem, String name, List<String> flags) {}

  /** Reads it; empty where it is none. */
  public static Optional<PartitionTable> read(CommandOutput output, String unit) {
    List<String> lines =
        output.out().lines().map(l -> l.replaceFirst(";$", "")).filter(l -> !l.isBlank()).toList();
    int at = lines.indexOf("BYT") >= 0 ? lines.indexOf("BYT") : lines.indexOf("CHS");
    if (at < 0 || lines.size() <= at + 1) {
      return Optional.empty();
    }
    String[] head = lines.get(at + 1).split(":", -1);
    if (head.length < 7) {
      return Optional.empty();
    }
    List<Partition> partitions = new ArrayList<>();
    for (String line : lines.subList(at + 2, lines.size())) {
      String[] f = line.split(":", -1);
      if (f.length >= 7 && f[0].matches("\\d+")) {
        partitions.add(
            new Partition(
                Integer.parseInt(f[0]), number(f[1]), number(f[2]), f[4], f[5], flags(f[6])));
      }
    }
    return Optional.of(
        new PartitionTable(
            head[0],
            number(head[1]),
            unit.toLowerCase(Locale.ROOT),
            head[5],
            (int) number(head[3]),
            (int) number(head[4]),
            head[6],
            partitions));
  }

  private static double number(String text) {
    String digits = text.replaceFirst("[^0-9.].*$", "");
    return digits.isEmpty() ? 0 : Double.parseDouble(digits);
  }

  private static List<String> flags(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(f -> !f.isEmpty()).toList();
  }

  /** The partition of this number; empty where there is none. */
  public Optional<Partition> partition(int number) {
    return partitions.stream().filter(p -> p.number() == number).findFirst();
  }

  /**
   * A place in bytes, of a table in bytes.
   *
   * @param place a number, perhaps with a unit; less than 0 counts from the end
   * @param otherwise the unit of a number without one
   * @throws ModuleFailure where its unit is none of length
   */
  public double place(String place, String otherwise) {
    double number = Double.parseDouble(place.replaceFirst("[^0-9.-].*$", ""));
    String letters = place.replaceFirst("^-?[0-9.]+", "");
    String given = letters.isEmpty() ? otherwise : letters;
    double bytes =
        switch (given) {
          case "%" -> size * number / 100;
          case "B" -> number;
          case "s" -> number * logicalBlock;
          case "KiB" -> number * 0x1p10;
          case "MiB" -> number * 0x1p20;
          case "GiB" -> number * 0x1p30;
          case "TiB" -> number * 0x1p40;
          case "KB" -> number * 1e3;
          case "MB", "compact" -> number * 1e6;
          case "GB" -> number * 1e9;
          case "TB" -> number * 1e12;
          default -> throw new ModuleFailure("part_end: cannot resize by the unit " + given);
        };
    return bytes < 0 ? size + bytes : bytes;
  }

  /** The device as it is registered. */
  public Map<String, Object> disk() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("dev", device);
    out.put("size", size);
    out.put("unit", unit);
    out.put("table", table);
    out.put("model", model);
    out.put("logical_block", logicalBlock);
    out.put("physical_block", physicalBlock);
    return out;
  }

  /** The partitions as they are registered. */
  public List<Map<String, Object>> all() {
    List<Map<String, Object>> out = new ArrayList<>();
    for (Partition one : partitions) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("num", one.number());
      facts.put("begin", one.begin());
      facts.put("end", one.end());
      facts.put("size", one.end() - one.begin());
      facts.put("unit", unit);
      facts.put("fstype", one.fileSystem());
      facts.put("name", one.name());
      facts.put("flags", one.flags());
      out.add(facts);
    }
    return out;
  }
}
