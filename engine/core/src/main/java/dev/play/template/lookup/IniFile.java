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
import java.util.regex.Pattern;

/** The {@code ini} lookup: keys of INI and properties files. */
final class IniFile {
  private static final List<String> SETTINGS =
      List.of(
          "type",
          "file",
          "section",
          "re",
          "default",
          "case_sensitive",
          "allow_none",
          "allow_no_value",
          "encoding",
          "interpolation");

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
              FileLookups.find("files", settings.getOrDefault("file", "ansible.ini"), e),
              settings.getOrDefault("encoding", "utf-8"),
              e);
      boolean caseSensitive = truth(settings.getOrDefault("case_sensitive", "false"));
      boolean allowNone =
          truth(
              settings.getOrDefault(
                  "allow_no_value", settings.getOrDefault("allow_none", "false")));
      String file = settings.getOrDefault("file", "ansible.ini");
      IniSections sections =
          IniSections.parse(PythonText.str(text), file, properties, caseSensitive, allowNone);
      String wanted =
          properties ? IniSections.OF_PROPERTIES : settings.getOrDefault("section", "global");
      if (!sections.has(wanted)) {
        throw EvaluationException.of("No section '" + wanted + "' in " + file);
      }
      boolean interpolated = truth(settings.getOrDefault("interpolation", "true"));
      for (Value value :
          values(sections.section(wanted, interpolated), key, settings, caseSensitive)) {
        out.add(text instanceof Value.Secret ? Taint.secret(value) : value);
      }
    }
    return out;
  }

  private static boolean truth(String text) {
    return List.of("true", "yes", "on", "1").contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * The key that a term means. Behind it may stand {@code name=value} settings, whose values go on
   * to the next setting, blanks included.
   */
  private static String key(String term, Map<String, String> settings) {
    if (term.indexOf('=') < 0 && term.strip().indexOf(' ') < 0) {
      return term;
    }
    String key = "";
    String current = "";
    for (String phrase : term.strip().split("\\s+")) {
      int equals = phrase.indexOf('=');
      String name = equals < 0 ? "" : phrase.substring(0, equals);
      if (SETTINGS.contains(name)) {
        current = name;
        settings.put(name, phrase.substring(equals + 1));
      } else if (current.isEmpty()) {
        if (equals > 0) {
          throw EvaluationException.of(name + " is not a valid option.");
        }
        key = key.isEmpty() ? phrase : key + " " + phrase;
      } else {
        settings.merge(current, phrase, (a, b) -> a + " " + b);
      }
    }
    if (key.isEmpty()) {
      throw EvaluationException.of(
          "No key to lookup was provided as first term with in string inline options: " + term);
    }
    return key;
  }

  /** A key without a value gives nothing by its name and None by a pattern. */
  private static List<Value> values(
      IniSections.Section section,
      String key,
      Map<String, String> settings,
      boolean caseSensitive) {
    if (truth(settings.getOrDefault("re", "false"))) {
      Pattern pattern =
          dev.play.template.filter.text.PythonRegex.compile(key, !caseSensitive, false);
      return section.keys().stream()
          .filter(k -> pattern.matcher(k).lookingAt())
          .map(k -> section.value(k).<Value>map(Value.Text::new).orElse(Value.NONE))
          .toList();
    }
    String name = caseSensitive ? key : key.toLowerCase(Locale.ROOT);
    return section.keys().contains(name)
        ? section.value(name).<Value>map(Value.Text::new).stream().toList()
        : List.of(new Value.Text(settings.getOrDefault("default", "")));
  }
}
