package dev.play.modules.base.edit;

import dev.play.modules.base.text.PythonRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * lineinfile's rules on a list of lines (with their newlines, one char a byte).
 *
 * @param line without a newline
 * @param insertAfter an expression, {@code EOF} or {@code BOF}
 * @param insertBefore an expression or {@code BOF}
 */
public record LineEdit(
    Optional<PythonRegex> regexp,
    Optional<String> searchString,
    String line,
    Optional<String> insertAfter,
    Optional<String> insertBefore,
    boolean firstMatch,
    boolean backrefs) {

  /** The lines afterwards and what was done, as lineinfile says it. */
  public record Outcome(List<String> lines, String message, int found) {}

  /** Where the line was found, and the match that found it. */
  private record Hit(int index, @Nullable Matcher match) {}

  /** Makes the line be there. */
  public Outcome present(List<String> before) {
    List<String> lines = new ArrayList<>(before);
    Hit hit = find(lines);
    if (hit.index < 0) {
      hit = new Hit(exact(lines), null);
    }
    if (hit.index >= 0) {
      Matcher match = hit.match;
      String text = line;
      if (backrefs && match != null && regexp.isPresent()) {
        text = regexp.get().expand(match, line);
      }
      String wanted = text.endsWith("\n") ? text : text + "\n";
      String now = lines.set(hit.index, wanted);
      return new Outcome(lines, now.equals(wanted) ? "" : "line replaced", 1);
    }
    if (backrefs) {
      return new Outcome(before, "", 0);
    }
    return insert(lines) ? new Outcome(lines, "line added", 0) : new Outcome(before, "", 0);
  }

  /** Takes the lines that match away. */
  public Outcome absent(List<String> before) {
    Predicate<String> goes =
        regexp.isPresent()
            ? l -> regexp.get().foundIn(l)
            : searchString.isPresent()
                ? l -> l.contains(searchString.get())
                : l -> TextFile.bare(l).equals(line);
    List<String> kept = before.stream().filter(goes.negate()).toList();
    int found = before.size() - kept.size();
    return new Outcome(kept, found == 0 ? "" : found + " line(s) removed", found);
  }

  private Hit find(List<String> lines) {
    Hit hit = new Hit(-1, null);
    for (int i = 0; i < lines.size(); i++) {
      Matcher match = regexp.isPresent() ? regexp.get().on(lines.get(i)) : null;
      boolean found =
          match != null
              ? match.find()
              : searchString.isPresent() && lines.get(i).contains(searchString.get());
      if (found) {
        hit = new Hit(i, match);
        if (firstMatch) {
          return hit;
        }
      }
    }
    return hit;
  }

  private int exact(List<String> lines) {
    int at = -1;
    for (int i = 0; i < lines.size(); i++) {
      at = TextFile.bare(lines.get(i)).equals(line) ? i : at;
    }
    return at;
  }

  /** Whether the line had to be put in. */
  private boolean insert(List<String> lines) {
    if (insertBefore.equals(Optional.of("BOF")) || insertAfter.equals(Optional.of("BOF"))) {
      lines.addFirst(line + "\n");
      return true;
    }
    int at = insertionPoint(lines);
    boolean after = insertAfter.isPresent();
    if (at >= 0 && after) {
      int neighbour = at == lines.size() ? at - 1 : at;
      if (TextFile.bare(lines.get(neighbour)).equals(line)) {
        return false;
      }
    }
    if (at < 0 || at == lines.size()) {
      endLastLine(lines);
      at = lines.size();
    }
    lines.add(at, line + "\n");
    return true;
  }

  /** The index to insert at, or -1 where nothing matches. */
  private int insertionPoint(List<String> lines) {
    Optional<String> place = insertAfter.filter(p -> !p.equals("EOF")).or(() -> insertBefore);
    if (place.isEmpty()) {
      return -1;
    }
    PythonRegex expression = new PythonRegex(place.get(), 0);
    int at = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (expression.foundIn(lines.get(i))) {
        at = insertAfter.isPresent() ? i + 1 : i;
        if (firstMatch) {
          return at;
        }
      }
    }
    return at;
  }

  private static void endLastLine(List<String> lines) {
    if (!lines.isEmpty() && !lines.getLast().endsWith("\n") && !lines.getLast().endsWith("\r")) {
      lines.set(lines.size() - 1, lines.getLast() + "\n");
    }
  }
}
