package dev.play.observe.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /etc/ansible/facts.d/*.fact}: JSON, INI, or programs that write either. */
final class LocalFacts {
  /** Python's configparser wants a {@code %} that means itself twice. */
  private static final Pattern INTERPOLATED =
      Pattern.compile("^[^#;\\[][^=:]*[=:](?:[^%]|%%)*%(?![%(])");

  private LocalFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    Map<String, Value> local = new LinkedHashMap<>();
    gathered.all("local").forEach((name, text) -> local.put(name, parse(name, text)));
    gathered
        .all("local-gone")
        .forEach(
            (name, file) ->
                local.put(
                    name, Value.text("Could not stat fact (" + file + "): it leads nowhere")));
    gathered
        .all("local-failed")
        .forEach(
            (name, status) ->
                local.put(
                    name,
                    Value.text(
                        "Failure executing fact script (" + name + ".fact), rc: " + status)));
    out.put("local", Value.dict(local));
  }

  private static Value parse(String name, String text) {
    try {
      return Value.ofJava(new ObjectMapper().readValue(text, Object.class));
    } catch (JsonProcessingException notJson) {
      if (text.lines().anyMatch(line -> INTERPOLATED.matcher(line).find())) {
        return Value.text("error loading facts as ini - please check content: " + name);
      }
      Map<String, Value> sections = ini(text);
      return sections.isEmpty() && !text.isBlank()
          ? Value.text("error loading facts as JSON or ini - please check content: " + name)
          : Value.dict(sections);
    }
  }

  /** Names in lower case, as Python's configparser has them. */
  private static Map<String, Value> ini(String text) {
    Map<String, Value> out = new LinkedHashMap<>();
    Map<String, Value> section = new LinkedHashMap<>();
    String name = "";
    for (String raw : text.split("\n")) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        name = line.substring(1, line.length() - 1);
        section = new LinkedHashMap<>();
        out.put(name, Value.EMPTY_DICT);
      } else if (!line.isEmpty()
          && !line.startsWith("#")
          && !line.startsWith(";")
          && !name.isEmpty()) {
        String[] pair = line.split("\\s*[=:]\\s*", 2);
        section.put(
            pair[0].toLowerCase(java.util.Locale.ROOT), Value.text(pair.length > 1 ? pair[1] : ""));
        out.put(name, Value.dict(section));
      }
    }
    return out;
  }
}
