package dev.play.modules.database.info;

import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.MysqlResults;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's part in replication: its state, and the statements in its own words, which are other
 * ones for MariaDB and old and new versions of MySQL.
 *
 * @param name of the connection (MariaDB) or channel (MySQL)
 */
public record Replication(MysqlClient client, Dialect dialect, Optional<String> name) {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  /** Whose words a server takes. */
  public enum Dialect {
    MARIADB,
    /** MySQL before 8.0.23. */
    OLD_MYSQL,
    /** MySQL that calls the one that is copied from the source. */
    MYSQL
  }

  /**
   * The replication of a server.
   *
   * @param connection MariaDB's name for one of several
   * @param channel MySQL's
   */
  public static Replication of(
      MysqlClient client, HostView host, Optional<String> connection, Optional<String> channel) {
    String version = client.rows(host, "SELECT VERSION()").getFirst().getFirst();
    Matcher parts = VERSION.matcher(version);
    boolean modern = parts.find() && number(parts) >= 80_023;
    Dialect dialect =
        version.contains("MariaDB") ? Dialect.MARIADB : modern ? Dialect.MYSQL : Dialect.OLD_MYSQL;
    if (dialect == Dialect.MARIADB ? channel.isPresent() : connection.isPresent()) {
      throw new ModuleFailure(
          "connection_name is for MariaDB, channel for MySQL; this is " + version);
    }
    return new Replication(client, dialect, connection.or(() -> channel));
  }

  private static int number(Matcher version) {
    return Integer.parseInt(version.group(1)) * 10_000
        + Integer.parseInt(version.group(2)) * 100
        + Integer.parseInt(version.group(3));
  }

  /** What it tells of itself as one that is copied; nothing where it keeps no binary log. */
  public Optional<Value.Dict> primary(HostView host) {
    Optional<Value.Dict> found = row(host, "SHOW MASTER STATUS");
    return found.isPresent() || dialect != Dialect.MYSQL
        ? found
        : row(host, "SHOW BINARY LOG STATUS");
  }

  /** What it tells of itself as one that copies; nothing where it is none. */
  public Optional<Value.Dict> replica(HostView host) {
    return row(host, "SHOW " + word("SLAVE", "REPLICA") + named() + " STATUS" + channel());
  }

  private Optional<Value.Dict> row(HostView host, String statement) {
    String out = client.askXml(host, statement).out();
    return MysqlResults.sets(out).stream().flatMap(List::stream).findFirst();
  }

  /** Whether both of its threads, or none of them, run. */
  public static boolean runs(Value.Dict replica, boolean wanted) {
    return List.of("IO", "SQL").stream()
        .map(
            thread ->
                replica
                    .get("Replica_" + thread + "_Running")
                    .or(() -> replica.get("Slave_" + thread + "_Running"))
                    .map(ValueText::plain)
                    .orElse(""))
        .allMatch(now -> now.equals("No") != wanted);
  }

  /** START, STOP or RESET of what it copies. */
  public String copying(String verb) {
    String object = word("SLAVE", "REPLICA") + named();
    return verb.endsWith(" ALL")
        ? verb.replace(" ALL", "") + " " + object + " ALL" + channel()
        : verb + " " + object + channel();
  }

  /** Has it forget its binary log. */
  public String forget(HostView host) {
    boolean newest = dialect == Dialect.MYSQL && row(host, "SHOW MASTER STATUS").isEmpty();
    return newest ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER";
  }

  /**
   * Has it copy from another one.
   *
   * @param options values by their names without MASTER_ or SOURCE_ before them
   */
  public String change(Map<String, Value> options) {
    List<String> parts = new ArrayList<>();
    options.forEach(
        (option, value) ->
            parts.add(
                option(option)
                    + "="
                    // MariaDB's words for GTIDs stand without quotes.
                    + (option.equals("USE_GTID") ? ValueText.plain(value) : written(value))));
    String start =
        dialect == Dialect.MYSQL
            ? "CHANGE REPLICATION SOURCE TO "
            : "CHANGE MASTER" + named() + " TO ";
    return start + String.join(", ", parts) + channel();
  }

  private String option(String name) {
    return name.startsWith("RELAY_") ? name : word("MASTER_", "SOURCE_") + name;
  }

  private static String written(Value value) {
    return switch (value) {
      case Value.Int(long n) -> Long.toString(n);
      case Value.Bool(boolean b) -> b ? "1" : "0";
      case Value.Secret(Value hidden) -> written(hidden);
      default -> MysqlClient.quoted(ValueText.plain(value));
    };
  }

  /** A statement without a password. */
  public static String shown(String statement, Optional<Secret> password) {
    return password
        .map(p -> statement.replace(MysqlClient.quoted(p.reveal()), "'********'"))
        .orElse(statement);
  }

  private String word(String old, String modern) {
    return dialect == Dialect.MYSQL ? modern : old;
  }

  private String named() {
    return dialect == Dialect.MARIADB ? name.map(n -> " " + MysqlClient.quoted(n)).orElse("") : "";
  }

  private String channel() {
    return dialect == Dialect.MARIADB
        ? ""
        : name.map(n -> " FOR CHANNEL " + MysqlClient.quoted(n)).orElse("");
  }
}
