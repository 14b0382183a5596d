package dev.play.modules.machine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of file systems (fstab(5)).
 *
 * @param lines as they are, remarks included
 */
public record Fstab(List<String> lines) {
  public Fstab {
    lines = List.copyOf(lines);
  }

  /** A line of it; spaces in fields are written as {@code \040}. */
  public record Entry(
      String source, String path, String type, String options, String dump, String pass) {
    /** Reads a line; empty where it is a remark or broken. */
    public static Optional<Entry> read(String line) {
      String[] f = line.strip().split("\\s+");
      if (line.strip().startsWith("#") || f.length < 4) {
        return Optional.empty();
      }
      return Optional.of(
          new Entry(
              plain(f[0]),
              plain(f[1]),
              plain(f[2]),
              plain(f[3]),
              f.length > 4 ? f[4] : "0",
              f.length > 5 ? f[5] : "0"));
    }

    /** Written out. */
    public String line() {
      return String.join(
          " ", escaped(source), escaped(path), escaped(type), escaped(options), dump, pass);
    }

    /** Whether it is about the same place: swap space has none and goes by its source. */
    boolean isSamePlace(Entry other) {
      return path.equals(other.path) && (!path.equals("none") || source.equals(other.source));
    }

    private static String plain(String field) {
      return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    private static String escaped(String field) {
      return field.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
    }
  }

  /** With this entry, in the place of the one for its path. */
  public Fstab with(Entry entry) {
    List<String> out = new ArrayList<>();
    boolean done = false;
    for (String line : lines) {
      Optional<Entry> read = Entry.read(line);
      if (read.filter(entry::isSamePlace).isEmpty()) {
        out.add(line);
      } else if (!done) {
        out.add(read.get().equals(entry) ? line : entry.line());
        done = true;
      }
    }
    if (!done) {
      out.add(entry.line());
    }
    return new Fstab(out);
  }

  /** Without entries for this place. */
  public Fstab without(String path, Optional<String> source) {
    List<String> out = new ArrayList<>(lines);
    out.removeIf(
        line ->
            Entry.read(line)
                .filter(
                    e ->
                        e.path().equals(path)
                            && (!path.equals("none")
                                || source.map(e.source()::equals).orElse(true)))
                .isPresent());
    return new Fstab(out);
  }

  /** The entry for a place. */
  public Optional<Entry> at(String path) {
    return lines.stream()
        .flatMap(l -> Entry.read(l).stream())
        .filter(e -> e.path().equals(path))
        .findFirst();
  }
}
