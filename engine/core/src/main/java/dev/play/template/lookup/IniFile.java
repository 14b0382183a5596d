package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ini} lookup: keys of INI and properties files. */
final class IniFile {
  private static final Pattern WORD = Pattern.compile("(?:(\\w+)=)?(\"[^\"]*\"|'[^']*'|\\S+)");
  private static final Pattern ENTRY = Pattern.compile("\\s*([^=:]+?)\\s*(?:[=:]\\s*(.*?))?\\s*");
  private static final List<String> SETTINGS =
      List.of("type", "file", "section", "re", "default", "case_sensitive", "allow_none");

  private IniFile() {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      Map<String, String> settings = new LinkedHashMap<>();
      for (String name : SETTINGS) {
        if (o.has(name)) {
          settings.put(name, PythonText.str(o.value(name)));
        }
      }
      String key = key(PythonText.str(term), settings);
      boolean properties = settings.getOrDefault("type", "ini").equals("properties");
      Value text =
          FileLookups.text(
              FileLookups.find("files", settings.getOrDefault("file", "ansible.ini"), e), e);
      boolean caseSensitive = truth(settings.getOrDefault("case_sensitive", "false"));
      Map<String, Map<String, String>> sections =
          parse(PythonText.str(text), properties, caseSensitive);
      String wanted = properties ? "java_properties" : settings.getOrDefault("section", "global");
      Map<String, String> section = sections.getOrDefault(wanted, Map.of());
      for (String found : values(section, key, settings, caseSensitive)) {
        Value value = new Value.Text(found);
        out.add(text instanceof Value.Secret ? Taint.secret(value) : value);
      }
    }
    return out;
  }

  private static boolean truth(String text) {
    return List.of("true", "yes", "on", "1").contains(text.toLowerCase(Locale.ROOT));
  }

  private static String key(String term, Map<String, String> settings) {
    String key = "";
    Matcher m = WORD.matcher(term);
    while (m.find()) {
      String value = m.group(2).replaceAll("^[\"']|[\"']$", "");
      if (m.group(1) != null && SETTINGS.contains(m.group(1))) {
        settings.put(m.group(1), value);
      } else {
        key = key.isEmpty() ? m.group() : key + " " + m.group();
      }
    }
    return key;
  }

  private static List<String> values(
      Map<String, String> section,
      String key,
      Map<String, String> settings,
      boolean caseSensitive) {
    if (truth(settings.getOrDefault("re", "false"))) {
      Pattern pattern =
          dev.play.template.filter.text.PythonRegex.compile(key, !caseSensitive, false);
      return section.entrySet().stream()
          .filter(entry -> pattern.matcher(entry.getKey()).lookingAt())
          .map(Map.Entry::getValue)
          .toList();
    }
    String found = section.get(caseSensitive ? key : key.toLowerCase(Locale.ROOT));
    return List.of(found == null ? settings.getOrDefault("default", "") : found);
  }

  private static Map<String, Map<String, String>> parse(
      String text, boolean properties, boolean caseSensitive) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new LinkedHashMap<>();
    if (properties) {
      sections.put("java_properties", section);
    }
    String last = "";
    for (String line : text.lines().toList()) {
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (!properties && stripped.startsWith("[") && stripped.endsWith("]")) {
        section =
            sections.computeIfAbsent(
                stripped.substring(1, stripped.length() - 1), s -> new LinkedHashMap<>());
        continue;
      }
      if (!last.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        section.merge(last, stripped, (a, b) -> a + "\n" + b);
        continue;
      }
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        throw EvaluationException.of("this line of the INI file cannot be read: " + stripped);
      }
      last = caseSensitive ? entry.group(1) : entry.group(1).toLowerCase(Locale.ROOT);
      section.put(last, entry.group(2) == null ? "" : entry.group(2));
    }
    return sections;
  }
}
