package dev.play.modules.database;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.PostgresqlPassword;
import dev.play.modules.database.sql.PsqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Roles of PostgreSQL that log in. Options and results as in {@code
 * community.postgresql.postgresql_user}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_user",
    also = "community.postgresql.postgresql_user",
    summary = "Makes, changes and removes PostgreSQL users.",
    example =
        "postgresql_user: {name: shop, password: '{{ shop_password }}', role_attr_flags: CREATEDB}",
    notes = "Passwords reach the host by psql's standard input only.")
public final class PostgresqlUser implements Module<PostgresqlUser.Args> {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "SUPERUSER", "rolsuper",
          "CREATEROLE", "rolcreaterole",
          "CREATEDB", "rolcreatedb",
          "INHERIT", "rolinherit",
          "LOGIN", "rolcanlogin",
          "REPLICATION", "rolreplication",
          "BYPASSRLS", "rolbypassrls");

  /** The arguments. */
  public record Args(
      @Param(value = "the user", aliases = "user") String name,
      @Param("its password, or PostgreSQL's proof of it; an empty one takes it away")
          Optional<Secret> password,
      @Param(value = "passwords are kept as proofs; PostgreSQL does so in any case", def = "true")
          boolean encrypted,
      @Param(value = "what it is: CREATEDB, NOSUPERUSER, LOGIN, ...", def = "")
          List<String> roleAttrFlags,
      @Param(value = "leave the password of a user that is there alone", def = "false")
          boolean noPasswordChanges,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "database to connect to",
              aliases = {"db"},
              def = "postgres")
          String loginDb,
      @Param(value = "who logs in", aliases = "login", def = "postgres") String loginUser,
      @Param("the password for that") Optional<Secret> loginPassword,
      @Param(value = "where the server is", aliases = "host", def = "") String loginHost,
      @Param(value = "its port", aliases = "port", def = "5432") int loginPort,
      @Param(value = "directory of its socket", aliases = "unix_socket")
          Optional<HostPath> loginUnixSocket) {
    public Args {
      roleAttrFlags =
          roleAttrFlags.stream()
              .map(f -> f.strip().toUpperCase(Locale.ROOT))
              .filter(f -> !f.isEmpty())
              .toList();
      for (String flag : roleAttrFlags) {
        if (!COLUMNS.containsKey(flag) && !COLUMNS.containsKey(flag.replaceFirst("^NO", ""))) {
          throw new IllegalArgumentException("Invalid role_attr_flags specified: " + flag);
        }
      }
    }

    PsqlClient client() {
      return new PsqlClient(loginUser, loginPassword, loginHost, loginPort, loginUnixSocket);
    }
  }

  /** Whether a user is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(PsqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> asked = List.copyOf(COLUMNS.keySet());
    String columns = String.join(", ", asked.stream().map(COLUMNS::get).toList());
    // Only a superuser may read proofs of passwords: asked for only where one is given.
    String table = args.password().isPresent() ? "pg_authid" : "pg_roles";
    List<List<String>> found =
        args.client()
            .rows(
                host,
                args.loginDb(),
                "SELECT rolpassword, %s FROM %s WHERE rolname = %s;"
                    .formatted(columns, table, PsqlClient.quoted(args.name())));
    String name = PsqlClient.name(args.name());
    if (args.state() == State.ABSENT) {
      return done(args, found.isEmpty() ? List.of() : List.of("DROP USER " + name), "remove");
    }
    List<String> words = new ArrayList<>();
    if (found.isEmpty()) {
      args.password().ifPresent(p -> words.add(password(p)));
      words.addAll(args.roleAttrFlags());
      return done(args, List.of(statement("CREATE USER ", name, words)), "make");
    }
    List<String> is = found.getFirst();
    if (!args.noPasswordChanges()) {
      args.password()
          .filter(p -> differs(args, p, is.getFirst()))
          .map(p -> password(p))
          .ifPresent(words::add);
    }
    for (String flag : args.roleAttrFlags()) {
      boolean wanted = COLUMNS.containsKey(flag);
      int column = asked.indexOf(wanted ? flag : flag.replaceFirst("^NO", "")) + 1;
      if (is.get(column).equals("t") != wanted) {
        words.add(flag);
      }
    }
    return done(
        args,
        words.isEmpty() ? List.of() : List.of(statement("ALTER USER ", name, words)),
        "change");
  }

  private static boolean differs(Args args, Secret wanted, String kept) {
    String given = wanted.reveal();
    return given.isEmpty()
        ? !kept.isEmpty()
        : !PostgresqlPassword.matches(args.name(), given, kept);
  }

  private static String password(Secret secret) {
    String text = secret.reveal();
    return "PASSWORD " + (text.isEmpty() ? "NULL" : PsqlClient.quoted(text));
  }

  private static String statement(String verb, String name, List<String> words) {
    return verb + name + (words.isEmpty() ? "" : " WITH " + String.join(" ", words));
  }

  private static Plan done(Args args, List<String> statements, String verb) {
    TaskResult result = TaskResult.of("user", args.name());
    return statements.isEmpty()
        ? Plan.same(result)
        : Plan.change(
            List.of(
                args.client()
                    .run(args.loginDb(), statements, verb + " database user " + args.name())),
            result);
  }
}
