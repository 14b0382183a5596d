package dev.play.modules.net.wait;

import dev.play.host.Blob;
import dev.play.modules.base.text.PythonRegex;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Python's that a host searches for: with grep's Perl expressions where it
 * has them, which differ in little, else with its extended ones.
 *
 * @param regex as the user wrote it
 */
public record SearchedFor(String regex) {
  private static final Pattern NAMED = Pattern.compile("(?<!\\\\)\\(\\?(?:P<[^>]*>|:)");

  /** For {@code grep -zP}: the whole file is one text, of lines. */
  public String perl() {
    return "(?m)" + regex.replace("\\Z", "\\z").replace("\n", "\\n");
  }

  /** For {@code grep -E}, a line at a time: groups without names, nothing lazy. */
  public String extended() {
    return NAMED
        .matcher(regex)
        .replaceAll("(")
        .replaceAll("(?<!\\\\)\\\\d", "[0-9]")
        .replaceAll("(?<=[*+?}])\\?", "");
  }

  /** What the groups of the first match hold: those without names too, and by name. */
  public record Groups(Value.Sequence all, Value.Dict named) {
    static final Groups NONE = new Groups(Value.list(List.of()), Value.EMPTY_DICT);
  }

  /**
   * The groups of what matched.
   *
   * @param printed the matches, as the host's grep prints them; what is around them is not there,
   *     so an expression that looks around finds no groups
   */
  public Groups groups(Blob printed) {
    String all = new String(printed.bytes(), StandardCharsets.ISO_8859_1);
    String text = all.split(all.indexOf('\0') >= 0 ? "\0" : "\n", 2)[0];
    try {
      PythonRegex expression = new PythonRegex(regex, Pattern.MULTILINE);
      Matcher match = expression.on(text);
      return match.find() ? groups(expression, match) : Groups.NONE;
    } catch (IllegalArgumentException e) {
      // Java has nothing for it; the host has found it all the same.
      return Groups.NONE;
    }
  }

  private static Groups groups(PythonRegex expression, Matcher match) {
    List<Value> all = new ArrayList<>();
    for (int i = 1; i <= match.groupCount(); i++) {
      all.add(text(match.group(i)));
    }
    Map<String, Value> named = new TreeMap<>();
    for (String name : expression.names()) {
      named.put(name, text(match.group(expression.groupNumber(match, name))));
    }
    return new Groups(Value.list(all), Value.dict(named));
  }

  private static Value text(@Nullable String bytes) {
    return Value.text(
        bytes == null
            ? null
            : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
