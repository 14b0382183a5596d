package dev.play.modules.database;

import dev.play.host.CommandOutput;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.PostgresqlRole;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.PsqlClient;
import dev.play.modules.database.sql.RoleSettings;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
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
    notes = {
      "Passwords reach the host by psql's standard input only.",
      "Whether a user can go, and whether its settings change, is found by trying it in a"
          + " transaction that is rolled back."
    })
public final class PostgresqlUser implements Module<PostgresqlUser.Args> {
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
      @Param("connections at once; -1 for any number") Optional<Integer> connLimit,
      @Param("when its password ends: a date of SQL's, or infinity") Optional<String> expires,
      @Param("a remark; an empty one takes it away") Optional<String> comment,
      @Param(value = "parameters that are set when it logs in", def = "")
          Map<String, Value> configuration,
      @Param(
              value =
                  "values of configuration are texts; otherwise words, numbers and quoted texts"
                      + " with commas between",
              def = "true")
          boolean quoteConfigurationValues,
      @Param(value = "its other parameters are no longer set", def = "false")
          boolean resetUnspecifiedConfiguration,
      @Param(
              value = "fail for a user that cannot go; otherwise leave it",
              aliases = "fail_on_role",
              def = "true")
          boolean failOnUser,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "database to connect to",
              aliases = {"db"},
              def = "postgres")
          String loginDb,
      PsqlArguments connection) {
    public Args {
      roleAttrFlags = PostgresqlRole.flags(roleAttrFlags);
      if (connLimit.filter(limit -> limit < -1).isPresent()) {
        throw new IllegalArgumentException("conn_limit is a number of connections, or -1");
      }
      RoleSettings.of(configuration, quoteConfigurationValues);
    }

    PostgresqlRole role() {
      return new PostgresqlRole(
          name, password, roleAttrFlags, noPasswordChanges, connLimit, expires, comment);
    }

    RoleSettings settings() {
      return RoleSettings.of(configuration, quoteConfigurationValues);
    }

    List<List<String>> rows(HostView host, String statements) {
      return connection.client().rows(host, loginDb, connection.roleScript() + statements);
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
    PostgresqlRole role = args.role();
    List<List<String>> found = args.rows(host, role.question());
    if (args.state() == State.ABSENT) {
      return found.isEmpty()
          ? done(args, List.of(), "")
          : removed(args, host, "DROP USER " + PsqlClient.name(args.name()));
    }
    List<String> statements = new ArrayList<>();
    if (found.isEmpty()) {
      statements.addAll(role.create());
      statements.addAll(args.settings().statements(args.name(), List.of()));
      return done(args, statements, "make");
    }
    statements.addAll(role.changes(found.getFirst()));
    statements.addAll(settings(args, host, found.getFirst().get(PostgresqlRole.SETTINGS)));
    return done(args, statements, "change");
  }

  /** Only the server knows how it writes a value down: so it is asked to try. */
  private static List<String> settings(Args args, HostView host, String kept) {
    List<String> others =
        args.resetUnspecifiedConfiguration() && !kept.isEmpty()
            ? List.of(kept.split(","))
            : List.of();
    List<String> statements = args.settings().statements(args.name(), others);
    if (statements.isEmpty()) {
      return statements;
    }
    String told =
        "SELECT setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = setrole"
            + " WHERE setdatabase = 0 AND rolname = "
            + PsqlClient.quoted(args.name())
            + ";\n";
    String trial = "BEGIN;\n%sSELECT 'then';\n%s;\n%sROLLBACK;";
    List<List<String>> rows =
        args.rows(host, trial.formatted(told, String.join(";\n", statements), told));
    int then = rows.indexOf(List.of("then"));
    boolean same = rows.subList(0, then).equals(rows.subList(then + 1, rows.size()));
    return same ? List.of() : statements;
  }

  private static Plan removed(Args args, HostView host, String drop) {
    CommandOutput trial =
        args.connection()
            .client()
            .ask(
                host,
                args.loginDb(),
                args.connection().roleScript() + "BEGIN;\n" + drop + ";\nROLLBACK;");
    if (trial.ok()) {
      return done(args, List.of(drop), "remove");
    }
    String why = "Unable to remove user " + args.name() + ": " + trial.err().strip();
    if (args.failOnUser()) {
      throw new ModuleFailure(why);
    }
    return Plan.same(TaskResult.of("user", args.name(), "user_removed", false, "msg", why));
  }

  private static Plan done(Args args, List<String> statements, String verb) {
    List<String> shown = statements.stream().map(args.role()::shown).toList();
    TaskResult result = TaskResult.of("user", args.name(), "queries", shown);
    return args.connection()
        .plan(args.loginDb(), statements, verb + " database user " + args.name(), result);
  }
}
