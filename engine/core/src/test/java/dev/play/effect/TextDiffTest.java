package dev.play.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  @Test
  void isAsDiffWritesIt() {
    String before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
    String after = "a\nb\nc\nD\ne\nf\ng\nh\ni\nj\nk\nl";
    assertThat(TextDiff.unified(before, after, "old", "new"))
        .isEqualTo(
            """
            --- old
            +++ new
            @@ -1,7 +1,7 @@
             a
             b
             c
            -d
            +D
             e
             f
             g
            @@ -9,3 +9,4 @@
             i
             j
             k
            +l
            \\ No newline at end of file
            """);
    assertThat(TextDiff.unified("", "x\n", "/dev/null", "new"))
        .isEqualTo("--- /dev/null\n+++ new\n@@ -0,0 +1 @@\n+x\n");
    assertThat(TextDiff.unified(before, before, "a", "b")).isEmpty();
  }

  @Test
  void turnsAnyTextIntoTheOther() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      String before = text(random);
      String after = text(random);
      assertThat(patched(before, TextDiff.unified(before, after, "a", "b"))).isEqualTo(after);
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      out.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return out.toString();
  }

  private static String patched(String before, String diff) {
    List<String> old = before.lines().toList();
    List<String> out = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.split(" ")[1].substring(1).split(",");
        int start = Integer.parseInt(range[0]);
        boolean none = range.length > 1 && range[1].equals("0");
        int to = none ? start : start - 1;
        while (at < to) {
          out.add(old.get(at++));
        }
      } else if (line.startsWith("+")) {
        out.add(line.substring(1));
      } else {
        assertThat(old.get(at)).isEqualTo(line.substring(1));
        if (line.startsWith(" ")) {
          out.add(old.get(at));
        }
        at++;
      }
    }
    out.addAll(old.subList(at, old.size()));
    return out.isEmpty() ? "" : String.join("\n", out) + "\n";
  }
}
