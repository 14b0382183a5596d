package dev.play.modules.database.info;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parts of what is known of a server are asked for. */
public final class Subsets {
  private Subsets() {}

  /**
   * Those of {@code all} that a filter asks for: names, with {@code *} and {@code ?} for any
   * characters; all others where each has an exclamation mark; all where there is none.
   *
   * @throws IllegalArgumentException for what is none of them
   */
  public static Set<String> asked(List<String> filter, List<String> all) {
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    for (String word : filter) {
      String name = word.strip();
      boolean not = name.startsWith("!");
      Pattern pattern = pattern(not ? name.substring(1) : name);
      List<String> meant = all.stream().filter(n -> pattern.matcher(n).matches()).toList();
      if (meant.isEmpty()) {
        throw new IllegalArgumentException(
            "filter knows " + String.join(", ", all) + ", not " + name);
      }
      (not ? unwanted : wanted).addAll(meant);
    }
    Set<String> out = new LinkedHashSet<>(wanted.isEmpty() ? all : wanted);
    if (wanted.isEmpty()) {
      unwanted.forEach(out::remove);
    }
    return out;
  }

  private static Pattern pattern(String glob) {
    String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(quoted);
  }
}
