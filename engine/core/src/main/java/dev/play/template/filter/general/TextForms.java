package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.lookup.CsvFile;
import dev.play.template.lookup.IniSections;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code from_csv}, {@code from_ini} and {@code to_ini}. */
final class TextForms {
  private static final String DEFAULTS = "DEFAULT";

  private TextForms() {}

  static void register(Library.Builder library) {
    library
        .filter(
            "from_csv", "dialect? fieldnames? delimiter? skipinitialspace? strict?", TextForms::csv)
        .filter("from_ini", "", (v, a, e) -> ini(v))
        .filter("to_ini", "", (v, a, e) -> new Value.Text(text(v)));
  }

  private static Value csv(Value v, Arguments a, Evaluation e) {
    String between =
        a.text("delimiter", a.text("dialect", "excel").equals("excel-tab") ? "\t" : ",");
    if (!List.of("excel", "excel-tab", "unix").contains(a.text("dialect", "excel"))) {
      throw EvaluationException.of(
          "Dialect '" + a.text("dialect") + "' is not supported by your version of python.");
    }
    if (between.length() != 1) {
      throw EvaluationException.of("\"delimiter\" must be a 1-character string");
    }
    String text = GeneralFilters.mustBeText(v, "from_csv");
    if (a.flag("skipinitialspace", false)) {
      text = text.replaceAll("(?m)(^|" + java.util.regex.Pattern.quote(between) + ") +", "$1");
    }
    List<List<String>> rows = new ArrayList<>(CsvFile.rows(text, between.charAt(0)));
    rows.removeIf(row -> row.isEmpty() || row.equals(List.of("")));
    List<Value> names = new ArrayList<>();
    if (a.has("fieldnames")) {
      names.addAll(Inputs.list(a.value("fieldnames")));
    } else if (!rows.isEmpty()) {
      rows.removeFirst().forEach(name -> names.add(new Value.Text(name)));
    }
    return new Value.Sequence(rows.stream().<Value>map(row -> row(names, row)).toList());
  }

  /** Cells that are missing are None; those beyond the names are a list under None. */
  private static Value.Dict row(List<Value> names, List<String> cells) {
    Map<Value, Value> out = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      out.put(names.get(i), i < cells.size() ? new Value.Text(cells.get(i)) : Value.NONE);
    }
    if (cells.size() > names.size()) {
      out.put(Value.NONE, Value.texts(cells.subList(names.size(), cells.size())));
    }
    return new Value.Dict(out);
  }

  private static Value ini(Value v) {
    if (!(v instanceof Value.Text(String text))) {
      throw EvaluationException.of("from_ini requires a str, got " + Values.typeName(v));
    }
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
        .findFirst()
        .filter(line -> !line.startsWith("["))
        .ifPresent(
            line -> {
              throw EvaluationException.of(
                  "from_ini failed to parse given string: File contains no section headers.");
            });
    IniSections sections = IniSections.parse(text, "<string>", false, true, false);
    Map<Value, Value> out = new LinkedHashMap<>();
    for (String name : sections.names()) {
      if (!name.equals(DEFAULTS)) {
        out.put(new Value.Text(name), section(sections, name));
      }
    }
    if (sections.names().contains(DEFAULTS)) {
      out.put(new Value.Text(DEFAULTS), section(sections, DEFAULTS));
    }
    return new Value.Dict(out);
  }

  private static Value section(IniSections sections, String name) {
    IniSections.Section section = sections.section(name, false);
    Map<Value, Value> out = new LinkedHashMap<>();
    // What holds for all sections comes first.
    sections.section(DEFAULTS, false).keys().forEach(k -> out.put(new Value.Text(k), Value.NONE));
    for (String key : section.keys()) {
      out.put(new Value.Text(key), new Value.Text(section.value(key).orElse("")));
    }
    return new Value.Dict(out);
  }

  private static String text(Value v) {
    if (!(v instanceof Value.Dict sections)) {
      throw EvaluationException.of("to_ini requires a dict, got " + Values.typeName(v));
    }
    if (sections.entries().isEmpty()) {
      throw EvaluationException.of(
          "to_ini received an empty dict. An empty dict cannot be converted.");
    }
    StringBuilder defaults = new StringBuilder();
    StringBuilder out = new StringBuilder();
    sections
        .entries()
        .forEach(
            (name, entries) -> {
              String title = PythonText.str(name);
              StringBuilder to = title.equals(DEFAULTS) ? defaults : out;
              to.append('[').append(title).append("]\n");
              Inputs.dict(entries).entries().forEach((key, one) -> entry(key, one, to));
              to.append('\n');
            });
    String all = defaults.append(out).toString();
    return all.substring(0, all.length() - 1);
  }

  private static void entry(Value key, Value value, StringBuilder out) {
    if (value instanceof Value.None) {
      throw EvaluationException.of(
          "to_ini failed to parse given dict:option values must be strings");
    }
    out.append(PythonText.str(key)).append(" = ");
    out.append(PythonText.str(value).replace("\n", "\n\t")).append('\n');
  }
}
