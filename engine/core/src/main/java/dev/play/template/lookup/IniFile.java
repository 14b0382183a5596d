package dev.play.template.lookup;

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
  private static final List<String> SETTINGS =
      List.of(
          "type",
          "file",
          "section",
          "re",
          "default",
          "case_sensitive",
          "allow_none",
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
      boolean allowNone = truth(settings.getOrDefault("allow_none", "false"));
      IniSections sections =
          IniSections.parse(PythonText.str(text), properties, caseSensitive, allowNone);
      String wanted =
          properties ? IniSections.OF_PROPERTIES : settings.getOrDefault("section", "global");
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
