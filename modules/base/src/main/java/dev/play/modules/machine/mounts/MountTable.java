package dev.play.modules.machine.mounts;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads tables of mounts: fstab(5), mtab, Solaris' vfstab and mnttab, and what mount(8) prints. */
public final class MountTable {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final Pattern LINUX =
      Pattern.compile(
          "(?<device>\\S+) on (?<mount>\\S+) type (?<fstype>\\S+) \\((?<options>.+)\\)");
  private static final Pattern BSD =
      Pattern.compile("(?<device>\\S+) on (?<mount>\\S+) \\((?<fstype>.+)\\)");

  /**
   * A line that tells of a mount.
   *
   * @param line as it is written
   * @param fields device, mount, fstype, options and the like
   */
  public record Entry(String line, Map<String, Value> fields) {
    /** A field's text; empty where it has none. */
    public String text(String name) {
      return fields.get(name) instanceof Value.Text(String text) ? text : "";
    }
  }

  private MountTable() {}

  /** A file's entries, by the first of the formats that all of its lines have. */
  public static List<Entry> ofFile(String content) {
    List<String> lines = content.strip().lines().toList();
    return Stream.<Function<List<String>, Optional<List<Entry>>>>of(
            MountTable::vfstab, MountTable::mnttab, MountTable::fstab)
        .flatMap(format -> format.apply(lines).stream())
        .findFirst()
        .orElse(List.of());
  }

  /** What the program mount prints; nothing where it is no known format. */
  public static List<Entry> ofProgram(String printed) {
    List<String> lines = printed.lines().toList();
    for (Pattern pattern : List.of(LINUX, BSD)) {
      List<Matcher> found = lines.stream().map(pattern::matcher).toList();
      if (found.stream().allMatch(Matcher::matches)) {
        return found.stream().map(m -> printed(m, pattern == BSD)).toList();
      }
    }
    return List.of();
  }

  private static Entry printed(MatchResult m, boolean bsd) {
    String type = m.group("fstype");
    String options = "";
    if (bsd) {
      // local options stand behind the type, in the same brackets
      String[] parts = type.split("\\s*,\\s*", 2);
      type = parts[0];
      options = parts.length > 1 ? parts[1] : "";
    } else {
      options = m.group("options");
    }
    Map<String, Value> fields = named(m.group("device"), m.group("mount"), type, options);
    if (bsd && options.isEmpty()) {
      fields.remove("options");
    }
    return new Entry(m.group(), fields);
  }

  private static Map<String, Value> named(
      String device, String mount, String type, String options) {
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("device", Value.text(device));
    out.put("mount", Value.text(mount));
    out.put("fstype", Value.text(type));
    out.put("options", Value.text(options));
    return out;
  }

  private static boolean isRemark(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  private static String[] words(String line) {
    return line.strip().split("\\s+");
  }

  private static boolean isNumber(String text) {
    return text.matches("-?\\d{1,18}");
  }

  private static Optional<List<Entry>> vfstab(List<String> lines) {
    List<Entry> out = new ArrayList<>();
    for (String line : lines.stream().filter(l -> !isRemark(l)).toList()) {
      String[] f = words(line);
      if (f.length < 7) {
        return Optional.empty();
      }
      Map<String, Value> fields = named(f[0], f[2], f[3], f[6]);
      fields.put("device_to_fsck", Value.text(f[1]));
      fields.put("passno", isNumber(f[4]) ? Value.of(Long.parseLong(f[4])) : Value.text(f[4]));
      fields.put("mount_at_boot", Value.text(f[5]));
      out.add(new Entry(line, fields));
    }
    return out.isEmpty() ? Optional.empty() : Optional.of(out);
  }

  /** Its fifth column is a time, which has ten digits these days. */
  private static Optional<List<Entry>> mnttab(List<String> lines) {
    List<Entry> out = new ArrayList<>();
    boolean times = false;
    for (String line : lines) {
      String[] f = words(line);
      if (f.length < 5 || !isNumber(f[4])) {
        return Optional.empty();
      }
      times |= f[4].length() == 10;
      Map<String, Value> fields = named(f[0], f[1], f[2], f[3]);
      fields.put("time", Value.of(Long.parseLong(f[4])));
      out.add(new Entry(line, fields));
    }
    return times ? Optional.of(out) : Optional.empty();
  }

  private static Optional<List<Entry>> fstab(List<String> lines) {
    List<Entry> out = new ArrayList<>();
    for (String line : lines.stream().map(String::strip).filter(l -> !isRemark(l)).toList()) {
      String[] f = Stream.of(words(line)).map(MountTable::unescaped).toArray(String[]::new);
      boolean numbers = (f.length < 5 || isNumber(f[4])) && (f.length < 6 || isNumber(f[5]));
      if (f.length < 4 || !numbers) {
        return Optional.empty();
      }
      Map<String, Value> fields = named(f[0], f[1], f[2], f[3]);
      if (f.length > 4) {
        fields.put("dump", Value.of(Long.parseLong(f[4])));
      }
      if (f.length > 5) {
        fields.put("passno", Value.of(Long.parseLong(f[5])));
      }
      out.add(new Entry(line, fields));
    }
    return Optional.of(out);
  }

  private static String unescaped(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
  }
}
