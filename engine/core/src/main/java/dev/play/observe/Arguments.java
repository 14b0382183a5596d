package dev.play.observe;

import dev.play.host.HostPath;
import dev.play.shell.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Paths for one call of a tool that takes many, tested first by the shell itself. */
final class Arguments {
  private static final int MOST = 1000;
  private static final int MOST_CHARACTERS = 60_000;

  private Arguments() {}

  /**
   * Shell text that sets {@code $@} to the paths for which a test holds, and writes their indices
   * on one line.
   *
   * @param test with {@code %s} for the path
   */
  static String select(List<HostPath> paths, String test) {
    StringBuilder out = new StringBuilder("set --\nI=\n");
    for (int i = 0; i < paths.size(); i++) {
      String word = ShellText.path(paths.get(i).normal());
      out.append("p=").append(word).append("; ");
      out.append(test.replace("%s", "\"$p\"")).append(" && { set -- \"$@\" \"$p\"; I=\"$I ");
      out.append(i).append("\"; }\n");
    }
    return out.append("printf '%s\\n' \"$I\"\n").toString();
  }

  /** The indices that {@link #select} wrote. */
  static List<Integer> indices(String line) {
    List<Integer> out = new ArrayList<>();
    for (String word : line.strip().split(" ")) {
      if (!word.isEmpty()) {
        out.add(Integer.valueOf(word));
      }
    }
    return out;
  }

  /** Cuts into lists that fit on a command line. A path with a newline gets a list of its own. */
  static <T> List<List<T>> chunks(List<T> items, Function<T, HostPath> path) {
    List<List<T>> out = new ArrayList<>();
    List<T> current = new ArrayList<>();
    int length = 0;
    for (T item : items) {
      String text = path.apply(item).text();
      if (text.indexOf('\n') >= 0) {
        out.add(List.of(item));
        continue;
      }
      length += text.length();
      if (current.size() == MOST || length > MOST_CHARACTERS && !current.isEmpty()) {
        out.add(current);
        current = new ArrayList<>();
        length = text.length();
      }
      current.add(item);
    }
    if (!current.isEmpty()) {
      out.add(current);
    }
    return out;
  }
}
