package dev.play.modules.database.info;

import dev.play.host.CommandOutput;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.MysqlResults;
import dev.play.modules.database.sql.Privileges;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a MySQL or MariaDB server tells of itself. */
public final class MysqlFacts {
  private static final Set<String> HIDDEN =
      Set.of("Host", "User", "Password", "authentication_string");

  private static final Map<String, String> LIMITS =
      Map.of(
          "max_questions", "MAX_QUERIES_PER_HOUR",
          "max_updates", "MAX_UPDATES_PER_HOUR",
          "max_connections", "MAX_CONNECTIONS_PER_HOUR",
          "max_user_connections", "MAX_USER_CONNECTIONS");

  private final MysqlClient client;
  private final HostView host;
  private final String version;

  public MysqlFacts(MysqlClient client, HostView host) {
    this.client = client;
    this.host = host;
    this.version = client.rows(host, "SELECT VERSION()").getFirst().getFirst();
  }

  /** The program's name: MariaDB or MySQL. */
  public String engine() {
    return isMariaDb() ? "MariaDB" : "MySQL";
  }

  private boolean isMariaDb() {
    return version.toLowerCase(Locale.ROOT).contains("mariadb");
  }

  /** Its version, in parts. */
  public Value version() {
    String[] parts = version.split("\\.", 3);
    String[] rest = (parts.length > 2 ? parts[2] : "0").split("-", 2);
    return Value.dictOf(
        "major", number(parts[0]),
        "minor", number(parts.length > 1 ? parts[1] : "0"),
        "release", number(rest[0]),
        "suffix", rest.length > 1 ? rest[1] : "",
        "full", version);
  }

  /**
   * Sizes of databases and how many tables they have.
   *
   * @param without fields to leave out: db_size, db_table_count
   * @param empty also those without any table
   */
  public Value databases(List<String> without, boolean empty) {
    Map<String, Value> out = new LinkedHashMap<>();
    String all =
        "SELECT SCHEMA_NAME AS name, COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0) AS size,"
            + " COUNT(TABLE_NAME) AS tables FROM information_schema.SCHEMATA"
            + " LEFT JOIN information_schema.TABLES ON TABLE_SCHEMA = SCHEMA_NAME"
            + " GROUP BY SCHEMA_NAME ORDER BY SCHEMA_NAME";
    for (Value.Dict row : asked(all)) {
      Value.Dict told = Value.EMPTY_DICT;
      if (!without.contains("db_size")) {
        told = told.with("size", number(text(row, "size")));
      }
      if (!without.contains("db_table_count")) {
        told = told.with("tables", number(text(row, "tables")));
      }
      if (empty || !text(row, "tables").equals("0")) {
        out.put(text(row, "name"), told);
      }
    }
    return Value.dict(out);
  }

  /** What a statement that shows names and values shows. */
  public Value pairs(String statement) {
    Map<String, Value> out = new LinkedHashMap<>();
    for (Value.Dict row : asked(statement)) {
      out.put(text(row, "Variable_name"), plain(row.get("Value").orElse(Value.NONE)));
    }
    return Value.dict(out);
  }

  /** Storage engines by their names. */
  public Value engines() {
    Map<String, Value> out = new LinkedHashMap<>();
    asked("SHOW ENGINES")
        .forEach(row -> out.put(text(row, "Engine"), without(row, Set.of("Engine"))));
    return Value.dict(out);
  }

  /** Users by host and name, with what they may do everywhere; never with their passwords. */
  public Value users() {
    Map<String, Value.Dict> out = new LinkedHashMap<>();
    for (Value.Dict row : asked("SELECT * FROM mysql.user ORDER BY Host, User")) {
      out.merge(
          text(row, "Host"),
          Value.EMPTY_DICT.with(text(row, "User"), without(row, HIDDEN)),
          (had, more) -> had.with(text(row, "User"), without(row, HIDDEN)));
    }
    return Value.ofJava(out);
  }

  /** Users as mysql_user takes them. */
  public Value accounts() {
    List<Value> out = new ArrayList<>();
    for (Value.Dict row : asked("SELECT * FROM mysql.user ORDER BY Host, User")) {
      String account =
          MysqlClient.quoted(text(row, "User")) + "@" + MysqlClient.quoted(text(row, "Host"));
      CommandOutput made = client.ask(host, "SHOW CREATE USER " + account);
      // Roles stand among the users and cannot be shown as such.
      if (made.ok()) {
        out.add(account(row, made.out(), client.ask(host, "SHOW GRANTS FOR " + account).out()));
      }
    }
    return Value.ofJava(out);
  }

  private static Value account(Value.Dict row, String made, String grants) {
    Map<String, Value> limits = new LinkedHashMap<>();
    LIMITS.forEach(
        (column, name) -> {
          Value held = plain(row.get(column).orElse(Value.NONE));
          if (held instanceof Value.Int(long n) && n > 0) {
            limits.put(name, held);
          }
        });
    List<String> places = new ArrayList<>();
    Privileges.shown(grants.lines().toList())
        .byPlace()
        .forEach(
            (place, held) ->
                places.add(place + ":" + String.join(",", held.stream().sorted().toList())));
    Value.Dict told =
        Value.dictOf(
            "name", text(row, "User"),
            "host", text(row, "Host"),
            "plugin", text(row, "plugin"),
            "plugin_hash_string", text(row, "authentication_string"),
            "priv", String.join("/", places),
            "locked", made.contains(" ACCOUNT LOCK"));
    told = limits.isEmpty() ? told : told.with("resource_limits", Value.dict(limits));
    Value.Dict tls = tls(row);
    return tls.entries().isEmpty() ? told : told.with("tls_requires", tls);
  }

  private static Value.Dict tls(Value.Dict row) {
    return switch (text(row, "ssl_type")) {
      case "ANY" -> Value.dictOf("SSL", Value.NONE);
      case "X509" -> Value.dictOf("X509", Value.NONE);
      case "SPECIFIED" -> {
        Value.Dict out = Value.EMPTY_DICT;
        for (Map.Entry<String, String> e :
            Map.of("CIPHER", "ssl_cipher", "ISSUER", "x509_issuer", "SUBJECT", "x509_subject")
                .entrySet()) {
          String text = text(row, e.getValue());
          out = text.isEmpty() ? out : out.with(e.getKey(), Value.text(text));
        }
        yield out;
      }
      default -> Value.EMPTY_DICT;
    };
  }

  /** Where its binary log stands, where it has one. */
  public Value primary() {
    List<Value.Dict> rows = first("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS");
    return rows.isEmpty() ? Value.EMPTY_DICT : without(rows.getFirst(), Set.of());
  }

  /** What it copies, by host, port and user. */
  public Value replicas() {
    Value.Dict out = Value.EMPTY_DICT;
    List<Value.Dict> rows =
        isMariaDb()
            ? first("SHOW ALL SLAVES STATUS", "SHOW SLAVE STATUS")
            : first("SHOW REPLICA STATUS", "SHOW SLAVE STATUS");
    for (Value.Dict row : rows) {
      String word = row.get("Source_Host").isPresent() ? "Source_" : "Master_";
      Value.Dict user =
          Value.EMPTY_DICT.with(
              text(row, word + "User"),
              without(row, Set.of(word + "Host", word + "Port", word + "User")));
      out =
          out.with(text(row, word + "Host"), Value.EMPTY_DICT.with(text(row, word + "Port"), user));
    }
    return out;
  }

  /** Who copies from it, by their numbers. */
  public Value copiers() {
    Map<String, Value> out = new LinkedHashMap<>();
    for (Value.Dict row : first("SHOW SLAVE HOSTS", "SHOW REPLICAS")) {
      out.put(
          row.get("Server_id").or(() -> row.get("Server_Id")).map(ValueText::plain).orElse(""),
          without(row, Set.of("Server_id", "Server_Id")));
    }
    return Value.dict(out);
  }

  private List<Value.Dict> first(String... statements) {
    CommandOutput output = client.askXml(host, statements[0]);
    for (int i = 1; i < statements.length && !output.ok(); i++) {
      output = client.askXml(host, statements[i]);
    }
    // Without the right to see it there is nothing to tell.
    return output.ok() ? rows(output) : List.of();
  }

  private List<Value.Dict> asked(String statement) {
    CommandOutput output = client.askXml(host, statement);
    if (!output.ok()) {
      throw new ModuleFailure("Cannot ask the server: " + output.err().strip());
    }
    return rows(output);
  }

  private static List<Value.Dict> rows(CommandOutput output) {
    List<List<Value.Dict>> sets = MysqlResults.sets(output.out());
    return sets.isEmpty() ? List.of() : sets.getFirst();
  }

  private static Value.Dict without(Value.Dict row, Set<String> names) {
    Map<String, Value> out = new LinkedHashMap<>();
    row.entries()
        .forEach(
            (name, value) -> {
              if (!names.contains(ValueText.plain(name))) {
                out.put(ValueText.plain(name), plain(value));
              }
            });
    return Value.dict(out);
  }

  private static Value plain(Value value) {
    return value instanceof Value.Text(String text) && text.matches("-?\\d{1,18}")
        ? new Value.Int(Long.parseLong(text))
        : value;
  }

  private static Value number(String text) {
    return plain(Value.text(text));
  }

  private static String text(Value.Dict row, String name) {
    return Optional.of(name).flatMap(row::get).map(ValueText::plain).orElse("");
  }
}
