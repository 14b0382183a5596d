package dev.play.modules.base.edit;

import dev.play.modules.base.text.PythonRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * blockinfile's rules on a list of lines (with their newlines, one char a byte).
 *
 * @param begin the marker line before the block, without a newline
 * @param end the marker line after it
 * @param block what goes between; empty to take the block away
 * @param insertAfter an expression or {@code EOF}
 * @param insertBefore an expression or {@code BOF}
 */
public record BlockEdit(
    String begin,
    String end,
    String block,
    Optional<String> insertAfter,
    Optional<String> insertBefore,
    boolean prependNewline,
    boolean appendNewline) {
  private static final Pattern MULTILINE = Pattern.compile("\\(\\?[aiLsux]*m[a-zA-Z]*\\)");

  /** The lines with the block in its place, or without it. */
  public List<String> apply(List<String> before) {
    List<String> lines = new ArrayList<>(before);
    int at = cut(lines);
    if (at < 0) {
      at = insertionPoint(lines);
    }
    if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
      lines.set(at - 1, lines.get(at - 1) + "\n");
    }
    if (block.isEmpty()) {
      return lines;
    }
    if (prependNewline && at != 0 && !lines.get(at - 1).equals("\n")) {
      lines.add(at++, "\n");
    }
    List<String> inserted = new ArrayList<>();
    inserted.add(begin + "\n");
    inserted.addAll(TextFile.split(block.endsWith("\n") ? block : block + "\n"));
    inserted.add(end + "\n");
    lines.addAll(at, inserted);
    int after = at + inserted.size();
    if (appendNewline && after < lines.size() && !lines.get(after).equals("\n")) {
      lines.add(after, "\n");
    }
    return lines;
  }

  /** Takes the block out; where it was, or -1. */
  private int cut(List<String> lines) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = TextFile.bare(lines.get(i));
      first = line.equals(begin) ? i : first;
      last = line.equals(end) ? i : last;
    }
    if (first < 0 || last < 0) {
      return -1;
    }
    int from = Math.min(first, last);
    lines.subList(from, Math.max(first, last) + 1).clear();
    return from;
  }

  private int insertionPoint(List<String> lines) {
    if (block.isEmpty()) {
      return 0;
    }
    if (insertBefore.equals(Optional.of("BOF"))) {
      return 0;
    }
    Optional<String> place = insertAfter.filter(p -> !p.equals("EOF")).or(() -> insertBefore);
    if (place.isEmpty()) {
      return lines.size();
    }
    PythonRegex expression = new PythonRegex(place.get(), 0);
    if (MULTILINE.matcher(place.get()).lookingAt()) {
      return acrossLines(expression, lines);
    }
    int at = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      if (expression.foundIn(lines.get(i))) {
        at = insertAfter.isPresent() ? i + 1 : i;
      }
    }
    return at;
  }

  private int acrossLines(PythonRegex expression, List<String> lines) {
    String text = String.join("", lines);
    Matcher match = expression.on(text);
    if (!match.find()) {
      return lines.size();
    }
    int position = insertAfter.isPresent() ? match.end() : match.start();
    int line = (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    return insertAfter.isPresent() ? Math.min(line + 1, lines.size()) : line;
  }
}
