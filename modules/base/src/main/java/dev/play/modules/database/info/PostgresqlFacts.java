package dev.play.modules.database.info;

import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.SqlJson;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PostgreSQL server tells of itself. Rows come as JSON, by the server's own functions. */
public final class PostgresqlFacts {
  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  private static final String DATABASES =
      """
      SELECT datname AS key, pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding,
        datcollate AS collate, datctype AS ctype, coalesce(array_to_string(datacl, E'\\n'), '') AS access_priv,
        CASE WHEN has_database_privilege(datname, 'CONNECT') THEN pg_database_size(datname)::text ELSE '' END AS size
      FROM pg_database WHERE datallowconn ORDER BY datname""";

  private static final String WITHIN =
      """
      SELECT 'extensions' AS part, extname AS key, nspname AS nspname, split_part(extversion, '.', 1) AS major,
        split_part(extversion, '.', 2) AS minor, extversion AS raw, coalesce(obj_description(e.oid, 'pg_extension'), '') AS description, NULL AS owner, NULL AS acl
      FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
      UNION ALL SELECT 'languages', lanname, NULL, NULL, NULL, NULL, NULL, pg_get_userbyid(lanowner), coalesce(array_to_string(lanacl, E'\\n'), '') FROM pg_language
      UNION ALL SELECT 'namespaces', nspname, NULL, NULL, NULL, NULL, NULL, pg_get_userbyid(nspowner), coalesce(array_to_string(nspacl, E'\\n'), '') FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\\_temp%' AND nspname NOT LIKE 'pg\\_toast%'
      ORDER BY 1, 2""";

  private static final String SETTINGS =
      """
      SELECT name AS key, setting, unit, context, vartype, min_val, max_val, boot_val, sourcefile, pending_restart,
        coalesce(current_setting(name, true), '') AS pretty_val,
        CASE WHEN vartype <> 'integer' OR setting !~ '^\\d+$' THEN NULL WHEN unit = 'B' THEN setting::numeric WHEN unit = 'kB' THEN setting::numeric * 1024
          WHEN unit = '8kB' THEN setting::numeric * 8192 WHEN unit = 'MB' THEN setting::numeric * 1048576 END AS val_in_bytes
      FROM pg_settings ORDER BY name""";

  private static final String ROLES =
      """
      SELECT rolname AS key, rolsuper AS superuser, rolcanlogin AS canlogin, coalesce(rolvaliduntil::text, '') AS valid_until,
        coalesce((SELECT json_agg(g.rolname ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), '[]') AS member_of
      FROM pg_roles r ORDER BY rolname""";

  private static final String TABLESPACES =
      """
      SELECT spcname AS key, pg_get_userbyid(spcowner) AS spcowner, coalesce(array_to_string(spcacl, E'\\n'), '') AS spcacl,
        coalesce(to_json(spcoptions), '[]') AS spcoptions
      FROM pg_tablespace ORDER BY spcname""";

  private static final String REPLICATIONS =
      """
      SELECT pid::text AS key, usename, coalesce(application_name, '') AS app_name, host(client_addr) AS client_addr,
        client_hostname, backend_start::text AS backend_start, state
      FROM pg_stat_replication ORDER BY pid""";

  private static final String SLOTS =
      """
      SELECT slot_name AS key, plugin, slot_type, database, active FROM pg_replication_slots ORDER BY slot_name""";

  private final PsqlArguments connection;
  private final HostView host;
  private final String database;

  public PostgresqlFacts(PsqlArguments connection, HostView host, String database) {
    this.connection = connection;
    this.host = host;
    this.database = database;
  }

  /**
   * A server's version from what its function {@code version()} gives.
   *
   * @param raw for example {@code PostgreSQL 17.5 (Debian 17.5-1) on x86_64-pc-linux-gnu, ...}
   */
  public static Value version(String raw) {
    Matcher numbers = VERSION.matcher(raw);
    if (!numbers.find()) {
      throw new ModuleFailure("no version: " + raw);
    }
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("major", new Value.Int(Long.parseLong(numbers.group(1))));
    if (numbers.group(2) != null) {
      out.put("minor", new Value.Int(Long.parseLong(numbers.group(2))));
    }
    if (numbers.group(3) != null) {
      out.put("patch", new Value.Int(Long.parseLong(numbers.group(3))));
    }
    out.put("full", Value.text(numbers.group()));
    out.put("raw", Value.text(raw));
    return Value.dict(out);
  }

  /** Its version. */
  public Value version() {
    return version(one("SELECT version()"));
  }

  /** Whether it is copying from another one. */
  public Value inRecovery() {
    return new Value.Bool(one("SELECT pg_is_in_recovery()").equals("t"));
  }

  /** Databases, with what is in each that may be connected to. */
  public Value databases() {
    Map<String, Value> out = new LinkedHashMap<>();
    keyed(database, DATABASES)
        .forEach(
            (name, row) -> {
              Value.Dict told = row;
              for (String part : List.of("extensions", "languages", "namespaces")) {
                told = told.with(part, Value.EMPTY_DICT);
              }
              out.put(name, within(name, told));
            });
    return Value.dict(out);
  }

  private Value.Dict within(String name, Value.Dict known) {
    Value.Dict told = known;
    for (Value.Dict row : rows(name, WITHIN)) {
      String part = text(row, "part");
      Value.Dict single =
          part.equals("extensions")
              ? Value.dictOf(
                  "description", text(row, "description"),
                  "nspname", text(row, "nspname"),
                  "extversion",
                      Value.dictOf(
                          "major", row.get("major").orElse(Value.NONE),
                          "minor", row.get("minor").orElse(Value.NONE),
                          "raw", text(row, "raw")))
              : Value.dictOf(
                  part.equals("languages") ? "lanowner" : "nspowner", text(row, "owner"),
                  part.equals("languages") ? "lanacl" : "nspacl", text(row, "acl"));
      if (told.get(part).orElse(Value.EMPTY_DICT) instanceof Value.Dict before) {
        told = told.with(part, before.with(text(row, "key"), single));
      }
    }
    return told;
  }

  /** Parameters by their names. */
  public Value settings() {
    return Value.ofJava(keyed(database, SETTINGS));
  }

  /** Parameters whose value counts from the next start on. */
  public Value pendingRestart() {
    return Value.ofJava(
        rows(database, "SELECT name AS key FROM pg_settings WHERE pending_restart ORDER BY 1")
            .stream()
            .map(row -> text(row, "key"))
            .toList());
  }

  /** Roles by their names. */
  public Value roles() {
    return Value.ofJava(keyed(database, ROLES));
  }

  /** Tablespaces by their names. */
  public Value tablespaces() {
    return Value.ofJava(keyed(database, TABLESPACES));
  }

  /** Who copies from it, by the numbers of the processes. */
  public Value replications() {
    return Value.ofJava(keyed(database, REPLICATIONS));
  }

  /** What is kept for those who copy, by names. */
  public Value slots() {
    return Value.ofJava(keyed(database, SLOTS));
  }

  private String one(String question) {
    return connection.client().rows(host, database, question + ";").getFirst().getFirst();
  }

  private Map<String, Value.Dict> keyed(String where, String question) {
    Map<String, Value.Dict> out = new LinkedHashMap<>();
    for (Value.Dict row : rows(where, question)) {
      Map<String, Value> told = new LinkedHashMap<>();
      row.entries().forEach((name, value) -> told.put(ValueText.plain(name), value));
      told.remove("key");
      out.put(text(row, "key"), Value.dict(told));
    }
    return out;
  }

  private List<Value.Dict> rows(String where, String question) {
    String all =
        connection.roleScript()
            + "SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM ("
            + question
            + ") q;";
    Value read = SqlJson.read(connection.client().rowsNow(host, where, all).getFirst().getFirst());
    return read instanceof Value.Sequence(List<Value> rows)
        ? rows.stream().filter(Value.Dict.class::isInstance).map(Value.Dict.class::cast).toList()
        : List.of();
  }

  private static String text(Value.Dict row, String name) {
    return row.get(name).map(ValueText::plain).orElse("");
  }
}
