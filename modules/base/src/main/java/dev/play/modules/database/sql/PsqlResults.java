package dev.play.modules.database.sql;

import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements in a script for psql(1), and what it prints for them. */
public final class PsqlResults {
  private static final Pattern TIME = Pattern.compile("Time: ([\\d.]+) ms.*");
  private static final Pattern TAG = Pattern.compile("[A-Z]{2,}(?: [A-Z]+)*(?: \\d+)*");

  /**
   * What came of one statement.
   *
   * @param status psql's word for it, for example {@code INSERT 0 1}
   */
  public record Answer(List<Value.Dict> rows, String status, long count, double milliseconds) {
    public Answer {
      rows = List.copyOf(rows);
    }

    /** Whether it changed anything, as far as its status tells. */
    public boolean changed() {
      return switch (status.split(" ")[0]) {
        case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY" -> count > 0;
        case "SELECT",
            "SHOW",
            "EXPLAIN",
            "FETCH",
            "SET",
            "RESET",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "DECLARE",
            "CLOSE",
            "LISTEN",
            "UNLISTEN",
            "DISCARD",
            "PREPARE",
            "DEALLOCATE",
            "LOCK",
            "" ->
            false;
        default -> true;
      };
    }
  }

  private PsqlResults() {}

  /**
   * A statement as the script has it: its columns' types are asked first, which is left out where
   * it may be more than one statement.
   *
   * @param mark stands nowhere else
   */
  public static String script(String statement, String mark) {
    String types = statement.contains(";") ? "" : statement + "\n\\gdesc\n";
    return "\\echo "
        + mark
        + " types\n"
        + types
        + "\\echo "
        + mark
        + " rows\n\\timing on\n"
        + statement
        + "\n;\n\\timing off\n\\echo "
        + mark
        + " count :ROW_COUNT\n";
  }

  /** What was printed for each of the statements. */
  public static List<Answer> answers(
      List<String> statements, String printed, String mark, String none) {
    List<Answer> out = new ArrayList<>();
    String[] parts = printed.split(Pattern.quote(mark) + " ");
    List<List<String>> types = List.of();
    String rows = "";
    for (String part : parts) {
      int end = part.indexOf('\n');
      String rest = end < 0 ? "" : part.substring(end + 1);
      if (part.startsWith("types\n")) {
        types = rest.startsWith("Column,Type\n") ? PsqlClient.parsed(rest) : List.of();
      } else if (part.startsWith("rows\n")) {
        rows = rest;
      } else if (part.startsWith("count ")) {
        String count = part.substring("count ".length(), end < 0 ? part.length() : end).strip();
        out.add(answer(statements.get(out.size()), types, rows, count, none));
      }
    }
    return out;
  }

  private static Answer answer(
      String statement, List<List<String>> types, String printed, String count, String none) {
    List<String> lines = new ArrayList<>(printed.lines().toList());
    lines.removeIf(l -> l.equals("Timing is on.") || l.equals("Timing is off."));
    double time = 0;
    while (!lines.isEmpty()) {
      Matcher took = TIME.matcher(lines.getLast());
      if (!took.matches()) {
        break;
      }
      time = Double.parseDouble(took.group(1));
      lines.removeLast();
    }
    boolean reads = SqlText.verb(statement).matches("SELECT|VALUES|TABLE|SHOW|EXPLAIN|WITH|FETCH");
    String status = "";
    if (!lines.isEmpty() && TAG.matcher(lines.getLast()).matches() && (!reads || types.isEmpty())) {
      status = lines.removeLast();
    }
    List<Value.Dict> rows = rows(String.join("\n", lines) + "\n", types, none);
    long number = count.matches("\\d+") ? Long.parseLong(count) : rows.size();
    return new Answer(rows, status.isEmpty() ? usual(statement, number) : status, number, time);
  }

  private static String usual(String statement, long count) {
    String verb = SqlText.verb(statement);
    return switch (verb) {
      case "SHOW", "EXPLAIN" -> verb;
      case "FETCH" -> "FETCH " + count;
      default -> "SELECT " + count;
    };
  }

  private static List<Value.Dict> rows(String csv, List<List<String>> types, String none) {
    List<List<String>> all = csv.isBlank() ? List.of() : PsqlClient.parsed(csv);
    List<Value.Dict> out = new ArrayList<>();
    for (List<String> row : all.isEmpty() ? all : all.subList(1, all.size())) {
      Map<String, Value> cells = new LinkedHashMap<>();
      for (int i = 0; i < row.size() && i < all.getFirst().size(); i++) {
        String type =
            i + 1 < types.size() && types.get(i + 1).size() > 1 ? types.get(i + 1).get(1) : "";
        cells.put(
            all.getFirst().get(i), row.get(i).equals(none) ? Value.NONE : value(row.get(i), type));
      }
      out.add(Value.dict(cells));
    }
    return out;
  }

  private static Value value(String text, String type) {
    return switch (type) {
      case "smallint", "integer", "bigint", "oid" ->
          text.matches("-?\\d+") ? whole(text) : Value.text(text);
      case "boolean" -> text.equals("t") ? Value.TRUE : Value.FALSE;
      case "json", "jsonb" -> SqlJson.read(text);
      default -> {
        boolean number = type.matches("numeric.*|double precision|real");
        yield number && text.matches("-?[\\d.]+([eE][-+]?\\d+)?")
            ? new Value.Real(Double.parseDouble(text))
            : Value.text(text);
      }
    };
  }

  private static Value whole(String text) {
    BigInteger number = new BigInteger(text);
    return number.bitLength() < 64 ? new Value.Int(number.longValue()) : new Value.BigInt(number);
  }
}
