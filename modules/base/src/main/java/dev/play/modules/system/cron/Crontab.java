package dev.play.modules.system.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A crontab (crontab(5)). Jobs that are managed have a line {@code #Ansible: NAME} before them, so
 * that those that Ansible made are found.
 */
public record Crontab(List<String> lines) {
  private static final String MARK = "#Ansible: ";
  private static final Pattern VARIABLE = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");

  public Crontab {
    lines = List.copyOf(lines);
  }

  /** From its text. */
  public static Crontab read(String text) {
    return new Crontab(text.isEmpty() ? List.of() : List.of(text.split("\n")));
  }

  public String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  public boolean isEmpty() {
    return lines.stream().allMatch(String::isBlank);
  }

  /** Names of the managed jobs. */
  public List<String> jobs() {
    return lines.stream()
        .filter(l -> l.startsWith(MARK))
        .map(l -> l.substring(MARK.length()))
        .toList();
  }

  /** Names of the variables. */
  public List<String> variables() {
    List<String> out = new ArrayList<>();
    for (String line : lines) {
      Matcher m = VARIABLE.matcher(line);
      if (m.matches()) {
        out.add(m.group(1));
      }
    }
    return out;
  }

  /** With a job's line, in its place when it is there. */
  public Crontab withJob(String name, String line) {
    List<String> out = new ArrayList<>(lines);
    int at = out.indexOf(MARK + name);
    if (at < 0) {
      out.add(MARK + name);
      out.add(line);
    } else if (at + 1 < out.size()) {
      out.set(at + 1, line);
    } else {
      out.add(line);
    }
    return new Crontab(out);
  }

  /** Without a job. */
  public Crontab withoutJob(String name) {
    List<String> out = new ArrayList<>(lines);
    int at = out.indexOf(MARK + name);
    if (at >= 0) {
      out.remove(at);
      if (at < out.size()) {
        out.remove(at);
      }
    }
    return new Crontab(out);
  }

  /** With a variable, in its place when it is there, else first or where it is asked for. */
  public Crontab withVariable(
      String name, String value, Optional<String> after, Optional<String> before) {
    List<String> out = new ArrayList<>(lines);
    String line = name + "=\"" + value + "\"";
    int at = find(out, name);
    if (at >= 0) {
      if (!out.get(at).equals(name + "=" + value)) {
        out.set(at, line);
      }
      return new Crontab(out);
    }
    int place = 0;
    if (after.isPresent() && find(out, after.get()) >= 0) {
      place = find(out, after.get()) + 1;
    } else if (before.isPresent() && find(out, before.get()) >= 0) {
      place = find(out, before.get());
    }
    out.add(place, line);
    return new Crontab(out);
  }

  /** Without a variable. */
  public Crontab withoutVariable(String name) {
    List<String> out = new ArrayList<>(lines);
    int at = find(out, name);
    if (at >= 0) {
      out.remove(at);
    }
    return new Crontab(out);
  }

  private static int find(List<String> lines, String variable) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher m = VARIABLE.matcher(lines.get(i));
      if (m.matches() && m.group(1).equals(variable)) {
        return i;
      }
    }
    return -1;
  }
}
