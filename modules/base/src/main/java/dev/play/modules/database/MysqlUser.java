package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.AccountOptions;
import dev.play.modules.database.sql.MysqlAccount;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.Privileges;
import dev.play.modules.database.sql.SqlText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Users of MySQL and MariaDB and what they may do. Options and results as in {@code
 * community.mysql.mysql_user}; no Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_user",
    also = "community.mysql.mysql_user",
    summary = "Makes, changes and removes MySQL and MariaDB users.",
    example = "mysql_user: {name: shop, password: '{{ shop_password }}', priv: 'shop.*:ALL'}",
    notes = "Passwords reach the host by the client's standard input only.")
public final class MysqlUser implements Module<MysqlUser.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the user; empty is anybody", aliases = "user") String name,
      @Param(value = "where it logs in from", def = "localhost") String host,
      @Param(value = "all hosts that the user is there for, instead of one", def = "false")
          boolean hostAll,
      @Param("its password") Optional<Secret> password,
      @Param(value = "password is a hash already", def = "false") boolean encrypted,
      @Param("how it proves who it is, for example unix_socket") Optional<String> plugin,
      @Param("the hash, in that plugin's own form") Optional<Secret> pluginHashString,
      @Param("what it proves itself with, for that plugin to hash")
          Optional<Secret> pluginAuthString,
      @Param("what it may do: 'db.table:PRIV,PRIV/db.*:ALL,GRANT', or a dictionary of places")
          Optional<Value> priv,
      @Param(value = "keep what else it may do", def = "false") boolean appendPrivs,
      @Param(value = "take these away instead", def = "false") boolean subtractPrivs,
      @Param("what its connection needs: SSL, X509, SUBJECT, ISSUER, CIPHER")
          Optional<Value.Dict> tlsRequires,
      @Param("whether it is kept from logging in") Optional<Boolean> locked,
      @Param("when its password ends") Optional<AccountOptions.Expiry> passwordExpire,
      @Param("after how many days, with interval") Optional<Integer> passwordExpireInterval,
      @Param("how much it may do an hour: MAX_QUERIES_PER_HOUR, MAX_USER_CONNECTIONS, ...")
          Optional<Map<String, Value>> resourceLimits,
      @Param("what is noted of it; null takes a note away; MySQL's alone")
          Optional<Value.Dict> attributes,
      @Param("variables to set for the statements") Optional<Map<String, Value>> sessionVars,
      @Param(value = "work in the database mysql", def = "false") boolean forceContext,
      @Param(
              value =
                  "when password and plugin count: always, on_create for a new user only, or"
                      + " on_new_username: then a new one takes those of its name's other users,"
                      + " where they all have the same",
              def = "always")
          UpdatePassword updatePassword,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "names of columns are as they are written; that is so in any case",
              def = "true")
          boolean columnCaseSensitive,
      @Param(value = "root without a password logs in where the server lets it", def = "false")
          boolean checkImplicitAdmin,
      @Param(value = "the server's binary log is told", def = "true") boolean sqlLogBin,
      MysqlArguments connection) {
    public Args {
      if (appendPrivs && subtractPrivs) {
        throw new IllegalArgumentException(
            "parameters are mutually exclusive: append_privs|subtract_privs");
      }
      if (pluginHashString.isPresent() && pluginAuthString.isPresent()) {
        throw new IllegalArgumentException(
            "parameters are mutually exclusive: plugin_hash_string|plugin_auth_string");
      }
      if (pluginAuthString.isPresent() && plugin.isEmpty()) {
        throw new IllegalArgumentException("plugin_auth_string needs plugin");
      }
      passwordExpire.ifPresent(e -> e.words(passwordExpireInterval));
      AccountOptions.limits(resourceLimits.orElse(Map.of()));
      SqlText.session(sessionVars.orElse(Map.of()));
      priv.ifPresent(Args::privileges);
      if (plugin.isPresent() && !plugin.get().matches("[A-Za-z0-9_]+")) {
        throw new IllegalArgumentException("not a plugin: '" + plugin.get() + "'");
      }
      for (Value need : tlsRequires.orElse(Value.EMPTY_DICT).entries().keySet()) {
        if (!(need instanceof Value.Text(String word))
            || !word.matches("(?i)SSL|X509|SUBJECT|ISSUER|CIPHER")) {
          throw new IllegalArgumentException(
              "tls_requires knows SSL, X509, SUBJECT, ISSUER and CIPHER");
        }
      }
    }

    MysqlClient client(HostView host) {
      MysqlClient client = connection.client(host, checkImplicitAdmin);
      return forceContext ? client.with(List.of("--database=mysql")) : client;
    }

    AccountOptions options() {
      return new AccountOptions(
          locked,
          passwordExpire.map(e -> e.words(passwordExpireInterval)),
          AccountOptions.limits(resourceLimits.orElse(Map.of())),
          attributes);
    }

    static Privileges privileges(Value value) {
      return switch (value) {
        case Value.Text(String text) -> Privileges.written(text);
        case Value.Dict d -> {
          Map<String, String> places = new LinkedHashMap<>();
          d.entries()
              .forEach(
                  (k, v) -> {
                    if (k instanceof Value.Text(String place)
                        && v instanceof Value.Text(String list)) {
                      places.put(place, list);
                    }
                  });
          yield Privileges.written(places);
        }
        default -> throw new IllegalArgumentException("priv must be a text or a dictionary");
      };
    }
  }

  /** Whether a user is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** When a password is set. */
  public enum UpdatePassword {
    ALWAYS,
    ON_CREATE,
    ON_NEW_USERNAME
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(MysqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    MysqlClient client = args.client(host);
    List<MysqlAccount> accounts = accounts(args, client, host);
    TaskResult result = TaskResult.of("user", args.name());
    if (args.state() == State.ABSENT) {
      List<String> drops =
          accounts.stream().filter(a -> a.exists(host)).map(a -> "DROP USER " + a.sql()).toList();
      return drops.isEmpty()
          ? Plan.same(result)
          : carriedOut(args, client, host, drops, "remove", result.with("msg", "User deleted"));
    }
    if (accounts.isEmpty()) {
      return Plan.failed("host_all parameter cannot be used when adding a user");
    }
    List<String> statements = new ArrayList<>();
    boolean newPassword = false;
    boolean added = false;
    for (MysqlAccount account : accounts) {
      boolean there = account.exists(host);
      newPassword |= settle(args, account, there, host);
      added |= !there;
      statements.addAll(account.statements());
    }
    result = result.with("password_changed", newPassword);
    if (statements.isEmpty()) {
      return Plan.same(result.with("msg", "User unchanged"));
    }
    String done = added ? "User added" : "Privileges updated";
    return carriedOut(
        args, client, host, statements, added ? "make" : "change", result.with("msg", done));
  }

  private static List<MysqlAccount> accounts(Args args, MysqlClient client, HostView host) {
    return args.hostAll()
        ? MysqlAccount.everywhere(client, args.name(), host)
        : List.of(new MysqlAccount(client, args.name(), args.host()));
  }

  /** Has one account made what it should be, and says whether it gets a new password. */
  private static boolean settle(Args args, MysqlAccount account, boolean there, HostView host) {
    MysqlAccount.Identity identity =
        new MysqlAccount.Identity(
            args.password(),
            args.encrypted(),
            args.plugin(),
            args.pluginHashString(),
            args.pluginAuthString());
    boolean newPassword = false;
    if (!there) {
      Optional<MysqlAccount.Identity> same =
          args.updatePassword() == UpdatePassword.ON_NEW_USERNAME
              ? account.elsewhere(host)
              : Optional.empty();
      account.create(host, same.orElse(identity));
      newPassword = same.isEmpty() && !identity.isEmpty();
    } else if (args.updatePassword() == UpdatePassword.ALWAYS && account.differs(host, identity)) {
      account.identify(host, identity);
      newPassword = true;
    }
    account.settle(host, there, args.options());
    args.tlsRequires().ifPresent(tls -> account.require(host, there, tls));
    args.priv()
        .map(Args::privileges)
        .ifPresent(
            wanted -> account.grant(host, there, wanted, args.appendPrivs(), args.subtractPrivs()));
    return newPassword;
  }

  private static Plan carriedOut(
      Args args,
      MysqlClient client,
      HostView host,
      List<String> statements,
      String verb,
      TaskResult result) {
    List<String> all = new ArrayList<>(statements);
    if (!args.sqlLogBin()) {
      all.addFirst("SET SQL_LOG_BIN=0");
    }
    args.sessionVars().map(SqlText::session).ifPresent(set -> all.addAll(0, set));
    return Plan.change(
        List.of(client.run(host, all, verb + " database user " + args.name())), result);
  }
}
