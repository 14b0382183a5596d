package dev.play.observe.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the script wrote, by key. */
final class Gathered {
  private final Map<String, String> texts = new LinkedHashMap<>();

  Gathered(String output, String mark) {
    for (String part : output.split(Pattern.quote(mark + ":"))) {
      int line = part.indexOf('\n');
      if (line > 0) {
        texts.put(part.substring(0, line), part.substring(line + 1));
      }
    }
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** Without the newline at its end. */
  String text(String key) {
    return find(key).orElse("");
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(texts.get(key))
        .map(t -> t.endsWith("\n") ? t.substring(0, t.length() - 1) : t);
  }

  List<String> lines(String key) {
    return text(key).lines().toList();
  }

  /** Those whose key has this word in front, by the rest of their keys. */
  Map<String, String> all(String word) {
    Map<String, String> out = new LinkedHashMap<>();
    texts.forEach(
        (k, v) -> {
          if (k.startsWith(word + " ")) {
            out.put(k.substring(word.length() + 1), v);
          }
        });
    return out;
  }

  /** Lines of {@code name=value}; quotation marks around values are taken off. */
  Map<String, String> pairs(String key) {
    return pairsOf(text(key));
  }

  static Map<String, String> pairsOf(String text) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        out.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    return out;
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
