package dev.play.modules.redhat.repo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of repositories (yum.conf(5), dnf.conf(5)) as its sections' texts. What is not asked for
 * stays as it is written.
 */
public record RepoFile(List<Section> sections) {
  /**
   * A section.
   *
   * @param name empty for what comes before the first
   * @param lines with the line that names it
   */
  private record Section(String name, List<String> lines) {
    /** Its settings; lines that begin with a blank go on. */
    Map<String, String> settings() {
      Map<String, String> out = new LinkedHashMap<>();
      String last = "";
      for (String line : lines) {
        if (line.matches("\\s+\\S.*") && !last.isEmpty()) {
          out.merge(last, line.strip(), (a, b) -> a.isEmpty() ? b : a + "\n" + b);
        } else if (line.matches("[^#;\\[\\s][^=:]*[=:].*")) {
          String[] parts = line.split("\\s*[=:]\\s*", 2);
          last = parts[0].strip();
          out.put(last, parts[1].strip());
        }
      }
      return new TreeMap<>(out);
    }
  }

  public RepoFile {
    sections = List.copyOf(sections);
  }

  /** Reads one. */
  public static RepoFile read(String text) {
    List<Section> out = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String name = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("[") && line.contains("]")) {
        if (!lines.isEmpty()) {
          out.add(new Section(name, List.copyOf(lines)));
        }
        lines.clear();
        name = line.substring(1, line.indexOf(']'));
      }
      lines.add(line);
    }
    if (!lines.isEmpty()) {
      out.add(new Section(name, List.copyOf(lines)));
    }
    return new RepoFile(out);
  }

  /** With a repository of exactly these settings; the file itself where it has it already. */
  public RepoFile with(String id, Map<String, String> settings) {
    Map<String, String> wanted = new TreeMap<>(settings);
    List<Section> out = new ArrayList<>();
    boolean done = false;
    for (Section section : sections) {
      if (!section.name().equals(id)) {
        out.add(section);
      } else if (!done) {
        done = true;
        out.add(section.settings().equals(wanted) ? section : section(id, wanted));
      }
    }
    if (!done) {
      out.add(section(id, wanted));
    }
    return new RepoFile(out);
  }

  /** Without it. */
  public RepoFile without(String id) {
    return new RepoFile(sections.stream().filter(s -> !s.name().equals(id)).toList());
  }

  public boolean holdsRepositories() {
    return sections.stream().anyMatch(s -> !s.name().isEmpty());
  }

  private static Section section(String id, Map<String, String> settings) {
    List<String> lines = new ArrayList<>(List.of("[" + id + "]"));
    settings.forEach((k, v) -> lines.add(k + " = " + v.replace("\n", "\n\t")));
    lines.add("");
    return new Section(id, lines);
  }

  /** Its text. */
  public String text() {
    StringBuilder out = new StringBuilder();
    sections.forEach(s -> s.lines().forEach(l -> out.append(l).append('\n')));
    return out.toString();
  }
}
