package dev.play.modules.database.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parts of statements about tables that are given as SQL, held to what they are to be. */
final class TableText {
  private static final Set<String> INCLUDED =
      Set.of(
          "ALL",
          "COMMENTS",
          "COMPRESSION",
          "CONSTRAINTS",
          "DEFAULTS",
          "GENERATED",
          "IDENTITY",
          "INDEXES",
          "STATISTICS",
          "STORAGE");

  private TableText() {}

  /**
   * A column or constraint, which stays within its brackets and its statement.
   *
   * @throws IllegalArgumentException where it does not
   */
  static String column(String text) {
    int depth = 0;
    char quote = 0;
    boolean wrong =
        text.isBlank() || text.matches("(?s).*(\\\\|\\$|--|/\\*|[\\p{Cntrl}&&[^\\n\\t]]).*");
    for (int i = 0; i < text.length() && !wrong; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        wrong = depth < 0 || c == ';' || c == ':' && !isCast(text, i);
      }
    }
    if (wrong || depth != 0 || quote != 0) {
      throw new IllegalArgumentException("not a column: '" + text + "'");
    }
    return text;
  }

  /** psql takes a single colon for a variable of its own. */
  private static boolean isCast(String text, int at) {
    return text.startsWith("::", at) || text.startsWith("::", Math.max(at - 1, 0));
  }

  /**
   * A storage parameter, without blanks.
   *
   * @throws IllegalArgumentException where it is none
   */
  static String parameter(String text) {
    if (!text.matches("\\s*[A-Za-z_][A-Za-z0-9_.]*\\s*=\\s*[A-Za-z0-9_.+-]+\\s*")) {
      throw new IllegalArgumentException("not a storage parameter: '" + text + "'");
    }
    return text.replaceAll("\\s", "");
  }

  /**
   * What CREATE TABLE LIKE is to include.
   *
   * @throws IllegalArgumentException for what it knows nothing of
   */
  static List<String> included(String text) {
    List<String> out =
        Arrays.stream(text.split(",")).map(w -> w.strip().toUpperCase(Locale.ROOT)).toList();
    if (!INCLUDED.containsAll(out)) {
      throw new IllegalArgumentException(
          "including knows " + String.join(", ", INCLUDED.stream().sorted().toList()));
    }
    return out;
  }

  /** Parameters with others beside or in the place of them. */
  static List<String> merged(List<String> now, List<String> more) {
    Map<String, String> out = new LinkedHashMap<>();
    now.forEach(p -> out.put(p.split("=", 2)[0], p));
    more.forEach(p -> out.put(p.split("=", 2)[0], p));
    return List.copyOf(out.values());
  }
}
