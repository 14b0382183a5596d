package dev.play.modules.database;

import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.MysqlAccount;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.Privileges;
import dev.play.value.Value;
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
      @Param("its password") Optional<Secret> password,
      @Param(value = "password is a hash already", def = "false") boolean encrypted,
      @Param("how it proves who it is, for example unix_socket") Optional<String> plugin,
      @Param("the hash, in that plugin's own form") Optional<Secret> pluginHashString,
      @Param("what it may do: 'db.table:PRIV,PRIV/db.*:ALL,GRANT', or a dictionary of places")
          Optional<Value> priv,
      @Param(value = "keep what else it may do", def = "false") boolean appendPrivs,
      @Param(value = "take these away instead", def = "false") boolean subtractPrivs,
      @Param("what its connection needs: SSL, X509, SUBJECT, ISSUER, CIPHER")
          Optional<Value.Dict> tlsRequires,
      @Param(
              value = "set the password of a user that is there: always or on_create",
              def = "always")
          UpdatePassword updatePassword,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "names of columns are as they are written; that is so in any case",
              def = "true")
          boolean columnCaseSensitive,
      @Param("who logs in; what the client's own files say when not given")
          Optional<String> loginUser,
      @Param("the password for that") Optional<Secret> loginPassword,
      @Param(value = "where the server is", def = "localhost") String loginHost,
      @Param(value = "its port", def = "3306") int loginPort,
      @Param("its socket") Optional<HostPath> loginUnixSocket,
      @Param("a file of options for the client") Optional<HostPath> configFile,
      @Param(value = "seconds to try to connect", def = "30") int connectTimeout) {
    public Args {
      if (appendPrivs && subtractPrivs) {
        throw new IllegalArgumentException(
            "parameters are mutually exclusive: append_privs|subtract_privs");
      }
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

    MysqlClient client() {
      return new MysqlClient(
          loginUser,
          loginPassword,
          loginHost,
          loginPort,
          loginUnixSocket,
          configFile,
          connectTimeout);
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
    ON_CREATE
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(MysqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    MysqlAccount account = new MysqlAccount(args.client(), args.name(), args.host());
    boolean there = account.exists(host);
    TaskResult result = TaskResult.of("user", args.name());
    if (args.state() == State.ABSENT) {
      return there ? removed(args, account, host, result) : Plan.same(result);
    }
    MysqlAccount.Identity identity =
        new MysqlAccount.Identity(
            args.password(), args.encrypted(), args.plugin(), args.pluginHashString());
    List<String> statements = account.statements();
    boolean newPassword = !there && !identity.isEmpty();
    if (!there) {
      account.create(identity);
    } else if (args.updatePassword() == UpdatePassword.ALWAYS && account.differs(host, identity)) {
      account.identify(identity);
      newPassword = true;
    }
    args.tlsRequires().ifPresent(tls -> account.require(host, there, tls));
    args.priv()
        .map(Args::privileges)
        .ifPresent(
            wanted -> account.grant(host, there, wanted, args.appendPrivs(), args.subtractPrivs()));
    result = result.with("password_changed", newPassword);
    if (statements.isEmpty()) {
      return Plan.same(result.with("msg", "User unchanged"));
    }
    String why = (there ? "change" : "make") + " database user " + args.name();
    return Plan.change(
        List.of(args.client().run(host, statements, why)),
        result.with("msg", there ? "Privileges updated" : "User added"));
  }

  private static Plan removed(Args args, MysqlAccount account, HostView host, TaskResult result) {
    Effect drop =
        args.client()
            .run(
                host, List.of("DROP USER " + account.sql()), "remove database user " + args.name());
    return Plan.change(List.of(drop), result.with("msg", "User deleted"));
  }
}
