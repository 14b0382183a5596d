package dev.play.modules.database.sql;

import dev.play.module.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a role of PostgreSQL that logs in is to be like.
 *
 * @param flags words of CREATE ROLE in upper case, each perhaps with NO before it
 * @param keepPassword whether one that is there keeps its password
 */
public record PostgresqlRole(
    String name,
    Optional<Secret> password,
    List<String> flags,
    boolean keepPassword,
    Optional<Integer> limit,
    Optional<String> expires,
    Optional<String> comment) {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "SUPERUSER", "rolsuper",
          "CREATEROLE", "rolcreaterole",
          "CREATEDB", "rolcreatedb",
          "INHERIT", "rolinherit",
          "LOGIN", "rolcanlogin",
          "REPLICATION", "rolreplication",
          "BYPASSRLS", "rolbypassrls");

  private static final List<String> FLAGS = COLUMNS.keySet().stream().sorted().toList();

  /** Where the flags' columns begin among those that are asked for. */
  private static final int FIRST = 5;

  /** What {@link #question} gives of the parameters that are set for it: their names. */
  public static final int SETTINGS = 4;

  public PostgresqlRole {
    flags = List.copyOf(flags);
  }

  /**
   * Flags as a task gives them.
   *
   * @throws IllegalArgumentException for what is none
   */
  public static List<String> flags(List<String> given) {
    List<String> out =
        given.stream()
            .map(f -> f.strip().toUpperCase(Locale.ROOT))
            .filter(f -> !f.isEmpty())
            .toList();
    for (String flag : out) {
      if (!COLUMNS.containsKey(flag) && !COLUMNS.containsKey(plain(flag))) {
        throw new IllegalArgumentException("Invalid role_attr_flags specified: " + flag);
      }
    }
    return out;
  }

  private static String plain(String flag) {
    return COLUMNS.containsKey(flag) ? flag : flag.replaceFirst("^NO", "");
  }

  /** The question whose row {@link #changes} reads. */
  public String question() {
    // Only a superuser may read proofs of passwords: asked for only where one is given.
    String table = password.isPresent() ? "pg_authid" : "pg_roles";
    String until =
        expires
            .map(
                e -> "rolvaliduntil IS NOT DISTINCT FROM " + PsqlClient.quoted(e) + "::timestamptz")
            .orElse("true");
    return ("SELECT rolpassword, coalesce(shobj_description(oid, 'pg_authid'), ''), rolconnlimit,"
            + " %s, (SELECT string_agg(split_part(c, '=', 1), ',') FROM pg_db_role_setting,"
            + " unnest(setconfig) c WHERE setrole = r.oid AND setdatabase = 0), %s FROM %s r"
            + " WHERE rolname = %s;")
        .formatted(
            until,
            String.join(", ", FLAGS.stream().map(COLUMNS::get).toList()),
            table,
            PsqlClient.quoted(name));
  }

  /** The statements that make it. */
  public List<String> create() {
    List<String> words = new ArrayList<>();
    password.ifPresent(p -> words.add(password(p)));
    words.addAll(flags);
    limit.ifPresent(n -> words.add("CONNECTION LIMIT " + n));
    expires.ifPresent(when -> words.add("VALID UNTIL " + PsqlClient.quoted(when)));
    List<String> out = new ArrayList<>(List.of(statement("CREATE USER ", words)));
    comment.filter(c -> !c.isEmpty()).map(this::remark).ifPresent(out::add);
    return out;
  }

  /**
   * The statements that make it so.
   *
   * @param is what {@link #question} found
   */
  public List<String> changes(List<String> is) {
    List<String> words = new ArrayList<>();
    if (!keepPassword) {
      password.filter(p -> differs(p, is.getFirst())).map(p -> password(p)).ifPresent(words::add);
    }
    for (String flag : flags) {
      int column = FIRST + FLAGS.indexOf(plain(flag));
      if (is.get(column).equals("t") != COLUMNS.containsKey(flag)) {
        words.add(flag);
      }
    }
    limit
        .filter(n -> !is.get(2).equals(Integer.toString(n)))
        .ifPresent(n -> words.add("CONNECTION LIMIT " + n));
    expires
        .filter(when -> !is.get(3).equals("t"))
        .ifPresent(when -> words.add("VALID UNTIL " + PsqlClient.quoted(when)));
    List<String> out = new ArrayList<>();
    if (!words.isEmpty()) {
      out.add(statement("ALTER USER ", words));
    }
    comment.filter(c -> !c.equals(is.get(1))).map(this::remark).ifPresent(out::add);
    return out;
  }

  /** A statement without the password. */
  public String shown(String statement) {
    return password
        .map(p -> statement.replace(PsqlClient.quoted(p.reveal()), "'********'"))
        .orElse(statement);
  }

  private boolean differs(Secret wanted, String kept) {
    String given = wanted.reveal();
    return given.isEmpty() ? !kept.isEmpty() : !PostgresqlPassword.matches(name, given, kept);
  }

  private static String password(Secret secret) {
    String text = secret.reveal();
    return "PASSWORD " + (text.isEmpty() ? "NULL" : PsqlClient.quoted(text));
  }

  private String remark(String text) {
    return "COMMENT ON ROLE " + PsqlClient.name(name) + " IS " + PsqlClient.quoted(text);
  }

  private String statement(String verb, List<String> words) {
    return verb
        + PsqlClient.name(name)
        + (words.isEmpty() ? "" : " WITH " + String.join(" ", words));
  }
}
