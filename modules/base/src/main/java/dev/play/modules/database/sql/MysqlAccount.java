package dev.play.modules.database.sql;

import dev.play.host.CommandOutput;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A user of a server: what it is, and the statements that make it what it should be. */
public final class MysqlAccount {
  private final MysqlClient client;
  private final String user;
  private final String host;
  private final List<String> statements = new ArrayList<>();

  public MysqlAccount(MysqlClient client, String user, String host) {
    this.client = client;
    this.user = user;
    this.host = host;
  }

  /** A user at all hosts that the server has it for, in the order of their names. */
  public static List<MysqlAccount> everywhere(MysqlClient client, String user, HostView view) {
    String from = " FROM mysql.user WHERE User = " + MysqlClient.quoted(user) + " ORDER BY Host";
    return client.rows(view, "SELECT Host" + from).stream()
        .map(row -> new MysqlAccount(client, user, row.getFirst()))
        .toList();
  }

  /**
   * How a user proves who it is.
   *
   * @param encrypted whether the password is a hash already
   */
  public record Identity(
      Optional<Secret> password,
      boolean encrypted,
      Optional<String> plugin,
      Optional<Secret> pluginHash,
      Optional<Secret> pluginSecret) {
    public boolean isEmpty() {
      return password.isEmpty() && plugin.isEmpty();
    }

    /**
     * As SQL has it.
     *
     * @param mariadb whether the server is MariaDB, which has words of its own
     */
    String clause(boolean mariadb) {
      if (plugin.isPresent() && pluginSecret.isPresent()) {
        String secret = MysqlClient.quoted(pluginSecret.get().reveal());
        return " IDENTIFIED WITH "
            + plugin.get()
            + (mariadb ? " USING PASSWORD(" + secret + ")" : " BY " + secret);
      }
      if (plugin.isPresent()) {
        return " IDENTIFIED WITH "
            + plugin.get()
            + pluginHash.map(h -> " AS " + MysqlClient.quoted(h.reveal())).orElse("");
      }
      return password
          .map(p -> encrypted ? byHash(p.reveal()) : " BY " + MysqlClient.quoted(p.reveal()))
          .map(by -> by.startsWith(" BY") ? " IDENTIFIED" + by : by)
          .orElse("");
    }

    // MySQL and MariaDB both read this form.
    private static String byHash(String hash) {
      return " IDENTIFIED WITH mysql_native_password AS " + MysqlClient.quoted(hash);
    }
  }

  /**
   * How the user proves who it is at all hosts that the server has it for; empty where it is there
   * for none, or in one way here and in another there.
   */
  public Optional<Identity> elsewhere(HostView view) {
    String from = " FROM mysql.user WHERE User = " + MysqlClient.quoted(user);
    List<List<String>> ways =
        client.rows(view, "SELECT DISTINCT plugin, authentication_string" + from);
    if (ways.size() != 1 || !ways.getFirst().getFirst().matches("[A-Za-z0-9_]*")) {
      return Optional.empty();
    }
    String plugin = ways.getFirst().getFirst();
    String hash = ways.getFirst().size() < 2 ? "" : ways.getFirst().get(1);
    return Optional.of(
        new Identity(
            Optional.empty(),
            false,
            // Servers that know one way only don't name it.
            Optional.of(plugin.isEmpty() ? "mysql_native_password" : plugin),
            Optional.of(new Secret(hash)),
            Optional.empty()));
  }

  /** The statements so far; grows with what is asked for. */
  public List<String> statements() {
    return statements;
  }

  /** {@code 'user'@'host'}. */
  public String sql() {
    return MysqlClient.quoted(user) + "@" + MysqlClient.quoted(host);
  }

  /** Whether the server has it. */
  public boolean exists(HostView view) {
    return !client.rows(view, "SELECT 1 FROM mysql.user WHERE " + where()).isEmpty();
  }

  private String where() {
    return "User = " + MysqlClient.quoted(user) + " AND Host = " + MysqlClient.quoted(host);
  }

  /** Makes it. */
  public void create(HostView view, Identity identity) {
    statements.add("CREATE USER " + sql() + identity.clause(isMariaDb(view, identity)));
  }

  /** Gives it another password or way to prove who it is. */
  public void identify(HostView view, Identity identity) {
    statements.add("ALTER USER " + sql() + identity.clause(isMariaDb(view, identity)));
  }

  private boolean isMariaDb(HostView view, Identity identity) {
    return identity.pluginSecret().isPresent()
        && client.rows(view, "SELECT VERSION()").toString().contains("MariaDB");
  }

  /** Gives it what else it is to have. */
  public void settle(HostView view, boolean there, AccountOptions options) {
    statements.addAll(options.statements(client, view, sql(), where(), there));
  }

  /** Whether it proves itself by something else than this. */
  public boolean differs(HostView view, Identity wanted) {
    if (wanted.isEmpty()) {
      return false;
    }
    List<List<String>> rows =
        client.rows(view, "SELECT plugin, authentication_string FROM mysql.user WHERE " + where());
    String plugin = rows.isEmpty() ? "" : rows.getFirst().getFirst();
    String hash = rows.isEmpty() || rows.getFirst().size() < 2 ? "" : rows.getFirst().get(1);
    if (wanted.plugin().isPresent()) {
      return !plugin.equals(wanted.plugin().get())
          || wanted.pluginHash().map(h -> !h.reveal().equals(hash)).orElse(false)
          || wanted.pluginSecret().map(s -> !proves(view, s.reveal(), hash)).orElse(false);
    }
    String password = wanted.password().orElseThrow().reveal();
    if (wanted.encrypted()) {
      return !hash.equalsIgnoreCase(password);
    }
    return !proves(view, password, hash);
  }

  private boolean proves(HostView view, String password, String hash) {
    return hash.startsWith("*") || hash.isEmpty()
        ? hash.equalsIgnoreCase(password.isEmpty() ? "" : nativeHash(password))
        : logsIn(view, password);
  }

  /** Other plugins' hashes are salted: whether a password is right shows only by logging in. */
  private boolean logsIn(HostView view, String password) {
    MysqlClient self =
        new MysqlClient(
            Optional.of(user),
            Optional.of(new Secret(password)),
            client.server(),
            client.port(),
            client.socket(),
            Optional.empty(),
            client.connectTimeout());
    CommandOutput output = self.ask(view, "SELECT 1");
    return output.ok();
  }

  /** mysql_native_password: {@code *} and SHA-1 of SHA-1, in upper case. */
  static String nativeHash(String password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] once = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
      return "*" + HexFormat.of().withUpperCase().formatHex(sha1.digest(once));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** What its connection needs; nothing where the dictionary is empty. */
  public void require(HostView view, boolean there, Value.Dict wanted) {
    TreeSet<String> clauses = new TreeSet<>();
    for (Map.Entry<Value, Value> e : wanted.entries().entrySet()) {
      String key = text(e.getKey()).toUpperCase(Locale.ROOT);
      boolean plain = Set.of("SSL", "X509").contains(key);
      clauses.add(plain ? key : key + " " + MysqlClient.quoted(text(e.getValue())));
    }
    String required = clauses.isEmpty() ? "NONE" : String.join(" AND ", clauses);
    String now = there ? required(view) : "NONE";
    if (!now.equals(required)) {
      statements.add("ALTER USER " + sql() + " REQUIRE " + required);
    }
  }

  private String required(HostView view) {
    for (List<String> row : client.rows(view, "SHOW CREATE USER " + sql())) {
      String line = row.getFirst();
      int at = line.indexOf(" REQUIRE ");
      if (at >= 0) {
        String rest = line.substring(at + " REQUIRE ".length());
        return rest.replaceFirst(" (PASSWORD|ACCOUNT|WITH) .*", "").strip();
      }
    }
    return "NONE";
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : "";
  }

  /** Lets it do what is wanted: no more either, unless it is appended. */
  public void grant(
      HostView view, boolean there, Privileges wanted, boolean append, boolean subtract) {
    Privileges held = there ? held(view) : new Privileges(Map.of());
    if (subtract) {
      wanted.byPlace().forEach((place, some) -> revoke(place, common(held.at(place), some)));
      return;
    }
    if (!append) {
      held.byPlace()
          .forEach(
              (place, had) -> {
                if (!wanted.byPlace().containsKey(place)) {
                  revoke(place, without(had, Set.of("USAGE", "PROXY")));
                }
              });
    }
    wanted
        .byPlace()
        .forEach(
            (place, some) -> {
              Set<String> had = held.at(place);
              if (!append) {
                revoke(place, without(had, union(some, "USAGE")));
              }
              give(place, without(some, had.contains("ALL") ? union(some, "") : had), some, had);
            });
  }

  private void give(String place, Set<String> missing, Set<String> wanted, Set<String> had) {
    Set<String> lacking = new TreeSet<>(missing);
    lacking.remove("USAGE");
    if (wanted.contains("GRANT") && !had.contains("GRANT")) {
      lacking.add("GRANT");
    }
    if (!lacking.isEmpty()) {
      statements.add(
          "GRANT "
              + Privileges.list(lacking)
              + " ON "
              + Privileges.sql(place)
              + " TO "
              + sql()
              + (lacking.contains("GRANT") ? " WITH GRANT OPTION" : ""));
    }
  }

  private void revoke(String place, Set<String> some) {
    if (some.contains("GRANT")) {
      statements.add("REVOKE GRANT OPTION ON " + Privileges.sql(place) + " FROM " + sql());
    }
    Set<String> rest = without(some, Set.of("GRANT"));
    if (!rest.isEmpty()) {
      statements.add(
          "REVOKE " + Privileges.list(rest) + " ON " + Privileges.sql(place) + " FROM " + sql());
    }
  }

  private Privileges held(HostView view) {
    CommandOutput grants = client.ask(view, "SHOW GRANTS FOR " + sql());
    if (!grants.ok()) {
      throw new ModuleFailure("cannot read what " + user + " may do: " + grants.err().strip());
    }
    return Privileges.shown(grants.out().lines().toList());
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> out = new TreeSet<>(some);
    out.removeAll(others);
    return out;
  }

  private static Set<String> common(Set<String> some, Set<String> others) {
    Set<String> out = new TreeSet<>(some);
    out.retainAll(others);
    return out;
  }

  private static Set<String> union(Set<String> some, String one) {
    Set<String> out = new TreeSet<>(some);
    out.add(one);
    return out;
  }
}
