package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code csvfile} lookup: a column of the line that has a key in another column. */
public final class CsvFile {
  private static final Pattern WORD = Pattern.compile("(?:(\\w+)=)?(\"[^\"]*\"|'[^']*'|\\S+)");

  private static final List<String> SETTINGS =
      List.of("col", "delimiter", "file", "keycol", "encoding");

  private static final String NO_KEY = "Search key is required but was not found";

  private CsvFile() {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    if (terms.isEmpty()) {
      throw EvaluationException.of(NO_KEY);
    }
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      Map<String, String> settings = settings(o);
      String key = key(PythonText.str(term), settings);
      String delimiter = settings.getOrDefault("delimiter", "TAB");
      char between = between(delimiter);
      Value text =
          FileLookups.text(
              file(settings.getOrDefault("file", "ansible.csv"), e),
              settings.getOrDefault("encoding", "utf-8"),
              e);
      int keyColumn = number(settings, "keycol", 0);
      Value found =
          settings.containsKey("default")
              ? new Value.Text(settings.getOrDefault("default", ""))
              : o.or("default", Value.NONE);
      for (List<String> row : rows(PythonText.str(text), between)) {
        if (row.size() > keyColumn && row.get(keyColumn).equals(key)) {
          int column = number(settings, "col", 1);
          if (column >= row.size()) {
            throw EvaluationException.of("the line of '" + key + "' has no column " + column);
          }
          found = new Value.Text(row.get(column));
          break;
        }
      }
      if (!(found instanceof Value.None)) {
        out.add(text instanceof Value.Secret ? Taint.secret(found) : found);
      }
    }
    return out;
  }

  private static Path file(String name, Evaluation e) {
    try {
      return FileLookups.find("files", name, e);
    } catch (EvaluationException missing) {
      throw missing.saying("csvfile: [Errno 2] No such file or directory: '" + name + "'");
    }
  }

  /** A tab by several names; other characters also as {@code \\x1a}. */
  private static char between(String delimiter) {
    if (delimiter.equals("TAB") || delimiter.equals("t") || delimiter.equals("\\t")) {
      return '\t';
    }
    return delimiter.matches("\\\\x[0-9a-fA-F]{2}")
        ? (char) Integer.parseInt(delimiter.substring(2), 16)
        : delimiter.charAt(0);
  }

  private static Map<String, String> settings(Arguments o) {
    Map<String, String> out = new HashMap<>();
    for (String name : SETTINGS) {
      if (o.has(name)) {
        out.put(name, PythonText.str(o.value(name)));
      }
    }
    return out;
  }

  /** The key is what stands in front of {@code name=value} settings. */
  private static String key(String term, Map<String, String> settings) {
    List<String> key = new ArrayList<>();
    Matcher m = WORD.matcher(term);
    while (m.find()) {
      String value = m.group(2).replaceAll("^[\"']|[\"']$", "");
      if (m.group(1) == null) {
        key.add(m.group());
      } else if (SETTINGS.contains(m.group(1)) || m.group(1).equals("default")) {
        settings.put(m.group(1), value);
      } else {
        throw EvaluationException.of(m.group(1) + " is not a valid option");
      }
    }
    if (key.isEmpty()) {
      throw EvaluationException.of(NO_KEY);
    }
    return String.join(" ", key);
  }

  private static int number(Map<String, String> settings, String name, int otherwise) {
    String text = settings.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw EvaluationException.of(name + " must be a number, not " + text);
    }
    return Integer.parseInt(text);
  }

  /** The rows of a text, their cells apart by one character; quotes as spreadsheets write them. */
  public static List<List<String>> rows(String text, char between) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) {
        quoted = !quoted;
      } else if (!quoted && (c == between || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}
