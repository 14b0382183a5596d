package dev.play.effect;

import java.util.ArrayList;
import java.util.List;

/** Differences of two texts by lines, in the unified format. */
public final class TextDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many edits, the texts are shown as replaced: the search is quadratic in it. */
  private static final int MOST_EDITS = 2000;

  private TextDiff() {}

  private record Line(char sign, String text) {}

  /** Empty when the texts are equal. */
  public static String unified(String before, String after, String beforeName, String afterName) {
    if (before.equals(after)) {
      return "";
    }
    List<String> a = lines(before);
    List<String> b = lines(after);
    StringBuilder out = new StringBuilder();
    out.append("--- ").append(beforeName).append('\n');
    out.append("+++ ").append(afterName).append('\n');
    hunks(script(a, b), out);
    return out.toString();
  }

  /** Lines without their ends; a last line that has none says so, as diff(1) does. */
  private static List<String> lines(String text) {
    List<String> out = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      out.add(
          end < 0
              ? text.substring(from) + "\n\\ No newline at end of file"
              : text.substring(from, end));
      from = end < 0 ? text.length() : end + 1;
    }
    return out;
  }

  /** Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986), without common ends. */
  private static List<Line> script(List<String> a, List<String> b) {
    int head = 0;
    while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < a.size() - head
        && tail < b.size() - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    List<Line> out = new ArrayList<>();
    a.subList(0, head).forEach(l -> out.add(new Line(' ', l)));
    out.addAll(middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail)));
    a.subList(a.size() - tail, a.size()).forEach(l -> out.add(new Line(' ', l)));
    return out;
  }

  private static List<Line> middle(List<String> a, List<String> b) {
    int most = Math.min(a.size() + b.size(), MOST_EDITS);
    List<int[]> trace = new ArrayList<>();
    int[] furthest = new int[2 * most + 3];
    for (int d = 0; d <= most; d++) {
      trace.add(furthest.clone());
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || k != d && at(furthest, most, k - 1) < at(furthest, most, k + 1);
        int x = down ? at(furthest, most, k + 1) : at(furthest, most, k - 1) + 1;
        while (x < a.size() && x - k < b.size() && a.get(x).equals(b.get(x - k))) {
          x++;
        }
        furthest[most + 1 + k] = x;
        if (x >= a.size() && x - k >= b.size()) {
          return back(a, b, trace, most);
        }
      }
    }
    List<Line> replaced = new ArrayList<>();
    a.forEach(l -> replaced.add(new Line('-', l)));
    b.forEach(l -> replaced.add(new Line('+', l)));
    return replaced;
  }

  private static int at(int[] furthest, int most, int k) {
    return furthest[most + 1 + k];
  }

  private static List<Line> back(List<String> a, List<String> b, List<int[]> trace, int most) {
    List<Line> reversed = new ArrayList<>();
    int x = a.size();
    int y = b.size();
    for (int d = trace.size() - 1; d >= 0; d--) {
      int[] furthest = trace.get(d);
      int k = x - y;
      boolean down = k == -d || k != d && at(furthest, most, k - 1) < at(furthest, most, k + 1);
      int fromK = down ? k + 1 : k - 1;
      int fromX = d == 0 ? 0 : at(furthest, most, fromK);
      int fromY = d == 0 ? 0 : fromX - fromK;
      while (x > fromX && y > fromY) {
        reversed.add(new Line(' ', a.get(--x)));
        y--;
      }
      if (d > 0) {
        reversed.add(down ? new Line('+', b.get(--y)) : new Line('-', a.get(--x)));
      }
    }
    return reversed.reversed();
  }

  private static void hunks(List<Line> script, StringBuilder out) {
    int oldLine = 1;
    int newLine = 1;
    int i = 0;
    while (i < script.size()) {
      int change = i;
      while (change < script.size() && script.get(change).sign() == ' ') {
        change++;
      }
      if (change == script.size()) {
        return;
      }
      int start = Math.max(i, change - CONTEXT);
      oldLine += start - i;
      newLine += start - i;
      int end = hunkEnd(script, change);
      List<Line> hunk = script.subList(start, end);
      int removed = (int) hunk.stream().filter(l -> l.sign() != '+').count();
      int added = (int) hunk.stream().filter(l -> l.sign() != '-').count();
      out.append("@@ -").append(range(oldLine, removed));
      out.append(" +").append(range(newLine, added)).append(" @@\n");
      hunk.forEach(l -> out.append(l.sign()).append(l.text()).append('\n'));
      oldLine += removed;
      newLine += added;
      i = end;
    }
  }

  private static int hunkEnd(List<Line> script, int change) {
    int last = change;
    for (int i = change; i < script.size() && i - last <= 2 * CONTEXT; i++) {
      if (script.get(i).sign() != ' ') {
        last = i;
      }
    }
    return Math.min(script.size(), last + 1 + CONTEXT);
  }

  private static String range(int line, int count) {
    if (count == 1) {
      return Integer.toString(line);
    }
    return (count == 0 ? line - 1 : line) + "," + count;
  }
}
