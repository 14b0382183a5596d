package dev.play.modules.database.sql;

import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mysql client prints with {@code --xml}: rows whose fields are texts, and with {@code
 * --table --column-type-info}: the types of columns.
 */
public final class MysqlResults {
  private static final Pattern FIELD = Pattern.compile("Field\\s+\\d+:\\s+`(.*)`");
  private static final Pattern TYPE = Pattern.compile("Type:\\s+(\\S+).*");
  private static final Pattern ROW = Pattern.compile("<row>(.*?)</row>", Pattern.DOTALL);
  private static final Pattern CELL =
      Pattern.compile(
          "<field name=\"([^\"]*)\"(?:\\s+xsi:nil=\"true\"\\s*/>|>(.*?)</field>)", Pattern.DOTALL);

  private MysqlResults() {}

  /** The sets of rows, each row a dictionary by columns. */
  public static List<List<Value.Dict>> sets(String printed) {
    List<List<Value.Dict>> out = new ArrayList<>();
    int at = 0;
    while (true) {
      int start = printed.indexOf("<resultset", at);
      if (start < 0) {
        return out;
      }
      int end = printed.indexOf("</resultset>", start);
      end = end < 0 ? printed.length() : end;
      out.add(rows(printed.substring(start, end)));
      at = end;
    }
  }

  /** A statement that begins the types of the statement of that number. */
  public static String mark(int statement) {
    return "SELECT 1 AS play_mark_" + statement;
  }

  /** Types of columns by the numbers of their statements. */
  public static Map<Integer, List<String>> types(String printed) {
    Map<Integer, List<String>> out = new LinkedHashMap<>();
    List<String> own = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      Matcher field = FIELD.matcher(line);
      Matcher type = TYPE.matcher(line);
      if (field.matches() && field.group(1).startsWith("play_mark_")) {
        own = new ArrayList<>();
        out.put(Integer.parseInt(field.group(1).substring("play_mark_".length())), own);
      } else if (type.matches()) {
        own.add(type.group(1));
      }
    }
    // The first is the mark's own.
    out.replaceAll((n, types) -> types.isEmpty() ? types : types.subList(1, types.size()));
    return out;
  }

  /** Rows with their numbers as numbers. */
  public static List<Value.Dict> typed(List<Value.Dict> rows, List<String> types) {
    return rows.stream().filter(r -> r.entries().size() == types.size()).count() < rows.size()
        ? rows
        : rows.stream().map(row -> typed(row, types)).toList();
  }

  private static Value.Dict typed(Value.Dict row, List<String> types) {
    Map<String, Value> out = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<Value, Value> cell : row.entries().entrySet()) {
      String type = types.get(at++);
      if (cell.getKey() instanceof Value.Text(String name)) {
        out.put(
            name,
            cell.getValue() instanceof Value.Text(String text)
                ? value(text, type)
                : cell.getValue());
      }
    }
    return Value.dict(out);
  }

  private static List<Value.Dict> rows(String set) {
    List<Value.Dict> out = new ArrayList<>();
    Matcher row = ROW.matcher(set);
    while (row.find()) {
      Map<String, Value> cells = new LinkedHashMap<>();
      Matcher cell = CELL.matcher(row.group(1));
      while (cell.find()) {
        String text = cell.group(2);
        cells.put(plain(cell.group(1)), text == null ? Value.NONE : Value.text(plain(text)));
      }
      out.add(Value.dict(cells));
    }
    return out;
  }

  private static Value value(String text, String type) {
    boolean whole = text.matches("-?\\d+");
    return switch (type) {
      case "TINY", "SHORT", "LONG", "LONGLONG", "INT24", "YEAR" ->
          whole ? whole(text) : Value.text(text);
      case "DECIMAL", "NEWDECIMAL", "FLOAT", "DOUBLE" ->
          text.matches("-?[\\d.]+([eE][-+]?\\d+)?")
              ? new Value.Real(Double.parseDouble(text))
              : Value.text(text);
      default -> Value.text(text);
    };
  }

  private static Value whole(String text) {
    BigInteger number = new BigInteger(text);
    return number.bitLength() < 64 ? new Value.Int(number.longValue()) : new Value.BigInt(number);
  }

  private static String plain(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
