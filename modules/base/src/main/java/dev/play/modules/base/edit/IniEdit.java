package dev.play.modules.base.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ini_file's rules on a list of lines (with their newlines, one char a byte).
 *
 * @param section its name; empty for what comes before the first section
 * @param option none to keep or take away the section as a whole
 * @param values the option's values, a line each
 * @param exclusive these values only
 * @param noExtraSpaces {@code a=b} instead of {@code a = b}
 * @param ignoreSpaces blanks alone are no difference
 * @param noValue the option may stand without a value
 * @param modifyInactive take a commented option over instead of adding one
 */
public record IniEdit(
    String section,
    Optional<String> option,
    List<String> values,
    boolean exclusive,
    boolean noExtraSpaces,
    boolean ignoreSpaces,
    boolean noValue,
    boolean modifyInactive) {

  /** The lines afterwards, and what was done as ini_file says it. */
  public record Outcome(List<String> lines, String message) {}

  /** From the line after the section's head to the line before the next one's. */
  private record Range(int from, int to) {}

  /** Makes the section, and the option with its values, be there. */
  public Outcome present(List<String> before) {
    List<String> lines = ended(before);
    if (lines.isEmpty()) {
      // As ini_file begins a file.
      lines.add("\n");
    }
    Optional<Range> found = find(lines);
    if (found.isEmpty()) {
      lines.add("[" + section + "]\n");
      lines.addAll(assignments());
      return new Outcome(
          lines, option.isPresent() ? "section and option added" : "only section added");
    }
    if (option.isEmpty()) {
      return new Outcome(before, "OK");
    }
    List<String> body = new ArrayList<>(lines.subList(found.get().from(), found.get().to()));
    List<String> old = List.copyOf(body);
    boolean replaced = place(body);
    if (body.equals(old)) {
      return new Outcome(before, "OK");
    }
    List<String> out = new ArrayList<>(lines.subList(0, found.get().from()));
    out.addAll(body);
    out.addAll(lines.subList(found.get().to(), lines.size()));
    return new Outcome(out, replaced ? "option changed" : "option added");
  }

  /** Takes the option, or its values, or the whole section away. */
  public Outcome absent(List<String> before) {
    Optional<Range> found = find(before);
    if (found.isEmpty()) {
      return new Outcome(before, "OK");
    }
    Range range = found.get();
    List<String> out = new ArrayList<>(before.subList(0, range.from()));
    if (option.isEmpty()) {
      if (!section.isEmpty()) {
        out.removeLast();
      }
      out.addAll(before.subList(range.to(), before.size()));
      return new Outcome(out, "section removed");
    }
    for (String line : before.subList(range.from(), range.to())) {
      Matcher m = active().matcher(TextFile.bare(line));
      boolean goes = m.matches() && (exclusive || values.isEmpty() || values.contains(valueOf(m)));
      if (!goes) {
        out.add(line);
      }
    }
    out.addAll(before.subList(range.to(), before.size()));
    return new Outcome(out, out.size() == before.size() ? "OK" : "option removed");
  }

  /** Whether an option that was there was changed, as against added. */
  private boolean place(List<String> body) {
    List<String> missing = new ArrayList<>(assignments());
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      Matcher m = active().matcher(TextFile.bare(body.get(i)));
      if (!m.matches()) {
        continue;
      }
      int same = same(missing, body.get(i));
      if (same >= 0) {
        String wanted = missing.remove(same);
        body.set(i, ignoreSpaces ? body.get(i) : wanted);
      } else if (exclusive) {
        free.add(i);
      }
    }
    boolean replaced = !free.isEmpty();
    while (!free.isEmpty() && !missing.isEmpty()) {
      body.set(free.removeFirst(), missing.removeFirst());
    }
    free.reversed().forEach(i -> body.remove(i.intValue()));
    replaced |= modifyInactive && takeOver(body, missing);
    int at = body.size();
    while (at > 0 && isNoSetting(body.get(at - 1))) {
      at--;
    }
    body.addAll(at, missing);
    return replaced;
  }

  /** A blank line or a comment: new settings stand before those that end a section. */
  private static boolean isNoSetting(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith(";");
  }

  private boolean takeOver(List<String> body, List<String> missing) {
    boolean any = false;
    for (int i = 0; i < body.size() && !missing.isEmpty(); i++) {
      if (inactive().matcher(TextFile.bare(body.get(i))).matches()) {
        body.set(i, missing.removeFirst());
        any = true;
      }
    }
    return any;
  }

  /** Which of the wanted lines this one is already. */
  private int same(List<String> wanted, String line) {
    for (int i = 0; i < wanted.size(); i++) {
      Matcher is = active().matcher(TextFile.bare(line));
      Matcher should = active().matcher(TextFile.bare(wanted.get(i)));
      if (is.matches()
          && should.matches()
          && valueOf(is).equals(valueOf(should))
          && (is.group(1) == null) == (should.group(1) == null)) {
        return i;
      }
    }
    return -1;
  }

  private List<String> assignments() {
    if (option.isEmpty()) {
      return List.of();
    }
    String name = option.get();
    if (values.isEmpty() && noValue) {
      return List.of(name + "\n");
    }
    String equals = noExtraSpaces ? "=" : " = ";
    return values.stream().map(v -> name + equals + v + "\n").toList();
  }

  private static String valueOf(Matcher assignment) {
    return assignment.group(2) == null ? "" : assignment.group(2).strip();
  }

  private Pattern active() {
    return Pattern.compile("[ \\t]*" + Pattern.quote(option.orElse("")) + "[ \\t]*(=(.*))?");
  }

  private Pattern inactive() {
    return Pattern.compile("[#;][ \\t]*" + Pattern.quote(option.orElse("")) + "[ \\t]*(=(.*))?");
  }

  private Optional<Range> find(List<String> lines) {
    int from = section.isEmpty() ? 0 : -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean head = line.startsWith("[") && line.contains("]");
      if (head && from >= 0) {
        return Optional.of(new Range(from, i));
      }
      if (head && line.substring(1, line.indexOf(']')).strip().equals(section)) {
        from = i + 1;
      }
    }
    return from < 0 ? Optional.empty() : Optional.of(new Range(from, lines.size()));
  }

  private static List<String> ended(List<String> before) {
    List<String> lines = new ArrayList<>(before);
    if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
      lines.set(lines.size() - 1, lines.getLast() + "\n");
    }
    return lines;
  }
}
