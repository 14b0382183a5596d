package dev.play.modules.database.sql;

import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What else a user of MySQL's has, beside its way to log in and its privileges.
 *
 * @param expiry when its password ends, as SQL says it behind PASSWORD EXPIRE
 * @param limits by their names in upper case, numbers of an hour
 * @param notes MySQL's user attributes; None takes one away
 */
public record AccountOptions(
    Optional<Boolean> locked,
    Optional<String> expiry,
    Map<String, Long> limits,
    Optional<Value.Dict> notes) {
  /** Columns of mysql.user by the words of ALTER USER. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "MAX_QUERIES_PER_HOUR", "max_questions",
          "MAX_UPDATES_PER_HOUR", "max_updates",
          "MAX_CONNECTIONS_PER_HOUR", "max_connections",
          "MAX_USER_CONNECTIONS", "max_user_connections",
          "MAX_STATEMENT_TIME", "max_statement_time");

  /** When a password ends. */
  public enum Expiry {
    NOW,
    NEVER,
    DEFAULT,
    INTERVAL;

    /**
     * As SQL says it behind PASSWORD EXPIRE.
     *
     * @throws IllegalArgumentException for an interval without days
     */
    public String words(Optional<Integer> days) {
      if (this == INTERVAL && days.filter(d -> d > 0).isEmpty()) {
        throw new IllegalArgumentException("password_expire_interval should be positive number");
      }
      return switch (this) {
        case NOW -> "";
        case NEVER -> "NEVER";
        case DEFAULT -> "DEFAULT";
        case INTERVAL -> "INTERVAL " + days.orElseThrow() + " DAY";
      };
    }
  }

  public AccountOptions {
    limits = Map.copyOf(limits);
  }

  /**
   * Limits as a task gives them.
   *
   * @throws IllegalArgumentException for a name that there is not or a value that is no number
   */
  public static Map<String, Long> limits(Map<String, Value> given) {
    Map<String, Long> out = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          String key = name.toUpperCase(Locale.ROOT);
          String number = ValueText.plain(value).strip();
          if (!COLUMNS.containsKey(key) || !number.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                "resource_limits knows %s, with a number each, not %s: %s"
                    .formatted(
                        String.join(", ", COLUMNS.keySet().stream().sorted().toList()),
                        name,
                        number));
          }
          out.put(key, Long.valueOf(number));
        });
    return out;
  }

  /**
   * The statements that make it so.
   *
   * @param where what finds the user among rows with the columns User and Host
   */
  List<String> statements(
      MysqlClient client, HostView view, String user, String where, boolean there) {
    boolean asks = there && (locked.isPresent() || expiry.isPresent());
    String shown = asks ? shown(client, view, user) : "";
    String alter = "ALTER USER " + user;
    List<String> out = new ArrayList<>();
    locked
        .filter(wanted -> wanted != shown.contains(" ACCOUNT LOCK"))
        .ifPresent(wanted -> out.add(alter + (wanted ? " ACCOUNT LOCK" : " ACCOUNT UNLOCK")));
    expiry
        .filter(wanted -> !there || !wanted.equals(expiry(shown)))
        .ifPresent(wanted -> out.add((alter + " PASSWORD EXPIRE " + wanted).strip()));
    List<String> other = new ArrayList<>();
    new TreeMap<>(limits)
        .forEach(
            (name, wanted) -> {
              if (!there || wanted != held(client, view, where, name)) {
                other.add(name + " " + wanted);
              }
            });
    if (!other.isEmpty()) {
      out.add(alter + " WITH " + String.join(" ", other));
    }
    notes.map(n -> noted(client, view, user, there ? where : "false", n)).ifPresent(out::addAll);
    return out;
  }

  /** What stands behind PASSWORD EXPIRE; {@code DEFAULT} where nothing does. */
  private static String expiry(String shown) {
    int at = shown.indexOf(" PASSWORD EXPIRE");
    if (at < 0) {
      return "DEFAULT";
    }
    String rest = shown.substring(at + " PASSWORD EXPIRE".length());
    return rest.replaceFirst(" (ACCOUNT|PASSWORD|COMMENT|ATTRIBUTE|FAILED).*", "").strip();
  }

  private static String shown(MysqlClient client, HostView view, String user) {
    return String.join(
        " ", client.rows(view, "SHOW CREATE USER " + user).stream().map(List::getFirst).toList());
  }

  private static long held(MysqlClient client, HostView view, String where, String name) {
    List<List<String>> rows =
        client.rows(view, "SELECT %s FROM mysql.user WHERE %s".formatted(COLUMNS.get(name), where));
    return rows.isEmpty() ? -1 : (long) Double.parseDouble(rows.getFirst().getFirst());
  }

  private static List<String> noted(
      MysqlClient client, HostView view, String user, String where, Value.Dict wanted) {
    if (client.rows(view, "SELECT VERSION()").toString().contains("MariaDB")) {
      throw new ModuleFailure("attributes of users are MySQL's, from 8.0.21 on; this is MariaDB");
    }
    List<List<String>> rows =
        client.rows(
            view, "SELECT ATTRIBUTE FROM information_schema.USER_ATTRIBUTES WHERE " + where);
    Value kept = rows.isEmpty() ? Value.NONE : SqlJson.read(rows.getFirst().getFirst());
    Map<Value, Value> has = kept instanceof Value.Dict d ? d.entries() : Map.of();
    boolean same =
        wanted.entries().entrySet().stream()
            .allMatch(e -> has.getOrDefault(e.getKey(), Value.NONE).equals(e.getValue()));
    return same
        ? List.of()
        : List.of(
            "ALTER USER " + user + " ATTRIBUTE " + MysqlClient.quoted(ValueText.json(wanted)));
  }
}
