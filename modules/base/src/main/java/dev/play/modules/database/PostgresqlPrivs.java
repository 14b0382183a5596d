package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.Grants;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.PsqlClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What roles of PostgreSQL may do. Options and results as in {@code
 * community.postgresql.postgresql_privs}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_privs",
    also = "community.postgresql.postgresql_privs",
    summary = "Gives privileges on PostgreSQL's objects to roles and takes them back.",
    example =
        "postgresql_privs: {login_db: shop, roles: reader, privs: SELECT, objs: ALL_IN_SCHEMA}",
    notes =
        "Whether anything is to be done is found by doing it in a transaction that is rolled back.")
public final class PostgresqlPrivs implements Module<PostgresqlPrivs.Args> {
  // All that GRANT and REVOKE can change, as lines; grants of one object in no particular order.
  private static final String HELD =
      """
      SELECT 'MARK', kind, id, (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(acl) a) FROM (
        SELECT 'database' AS kind, oid::text AS id, datacl AS acl FROM pg_database
        UNION ALL SELECT 'class', oid::text, relacl FROM pg_class
        UNION ALL SELECT 'schema', oid::text, nspacl FROM pg_namespace
        UNION ALL SELECT 'function', oid::text, proacl FROM pg_proc
        UNION ALL SELECT 'language', oid::text, lanacl FROM pg_language
        UNION ALL SELECT 'tablespace', oid::text, spcacl FROM pg_tablespace
        UNION ALL SELECT 'type', oid::text, typacl FROM pg_type
        UNION ALL SELECT 'wrapper', oid::text, fdwacl FROM pg_foreign_data_wrapper
        UNION ALL SELECT 'server', oid::text, srvacl FROM pg_foreign_server
        OTHERS
        UNION ALL SELECT 'default', defaclrole || '/' || defaclnamespace || '/' || defaclobjtype::text, defaclacl FROM pg_default_acl
      ) held WHERE acl IS NOT NULL ORDER BY 2, 3;
      SELECT 'MARK', 'member', roleid || '/' || member, admin_option FROM pg_auth_members ORDER BY 3;
      """;

  /** The arguments. */
  public record Args(
      @Param(
              value = "database to connect to",
              aliases = {"db", "database"})
          String loginDb,
      @Param(value = "to whom, or from whom; PUBLIC is everybody", aliases = "role")
          List<String> roles,
      @Param(value = "what they may do; not for groups", aliases = "priv", def = "")
          List<String> privs,
      @Param(value = "what the objects are", def = "table") Grants.Kind type,
      @Param(
              value =
                  "names of objects, ALL_IN_SCHEMA, or kinds of future ones (ALL_DEFAULT is all"
                      + " kinds); of functions with (type:type)",
              aliases = "obj",
              def = "")
          List<String> objs,
      @Param("where they are; public when not given") Optional<String> schema,
      @Param(value = "whether they may pass it on", aliases = "admin_option")
          Optional<Boolean> grantOption,
      @Param(value = "default_privs: for what these make", def = "") List<String> targetRoles,
      @Param(value = "fail for roles that are not there; otherwise leave them out", def = "true")
          boolean failOnRole,
      @Param(value = "whether they are to have it", def = "present") State state,
      PsqlArguments connection) {
    public Args {
      privs = privs.stream().map(p -> p.strip().toUpperCase(Locale.ROOT)).toList();
      for (String privilege : privs) {
        if (!privilege.matches("[A-Z ]+")) {
          throw new IllegalArgumentException("Invalid privs specified: " + privilege);
        }
      }
      if (type == Grants.Kind.DATABASE && objs.isEmpty()) {
        objs = List.of(loginDb);
      }
      if (objs.isEmpty()) {
        throw new IllegalArgumentException(
            "Argument \"objs\" is required for type \""
                + type.name().toLowerCase(Locale.ROOT)
                + "\"");
      }
      if (privs.isEmpty() != (type == Grants.Kind.GROUP)) {
        throw new IllegalArgumentException(
            privs.isEmpty()
                ? "Argument \"privs\" is required for all types except \"group\""
                : "Argument \"privs\" is not for type \"group\"");
      }
    }

    PsqlClient client() {
      return connection.client();
    }
  }

  /** Whether roles are to have a privilege. */
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
    List<String> roles = there(args, host);
    TaskResult result = TaskResult.of("queries", List.of());
    if (roles.isEmpty()) {
      return Plan.same(result);
    }
    Grants grants =
        new Grants(
            args.type(), args.privs(), args.objs(), args.schema(), roles, args.targetRoles());
    List<String> statements =
        args.connection()
            .inRole(
                args.state() == State.PRESENT ? grants.give(args.grantOption()) : grants.take());
    if (changesNothing(args, host, statements)) {
      return Plan.same(result);
    }
    String why = args.state() == State.PRESENT ? "give privileges to " : "take privileges from ";
    return Plan.change(
        List.of(args.client().run(args.loginDb(), statements, why + String.join(", ", roles))),
        result.with("queries", statements));
  }

  private static boolean changesNothing(Args args, HostView host, List<String> statements) {
    String trial =
        "BEGIN;\n"
            + held(args.type(), "before")
            + String.join(";\n", statements)
            + ";\n"
            + held(args.type(), "after")
            + "ROLLBACK;";
    List<List<String>> rows = args.client().rows(host, args.loginDb(), trial);
    return held(rows, "before").equals(held(rows, "after"));
  }

  /** Privileges on parameters are kept since PostgreSQL 15 only. */
  private static String held(Grants.Kind kind, String mark) {
    String parameters = "UNION ALL SELECT 'parameter', oid::text, paracl FROM pg_parameter_acl";
    return HELD.replace("MARK", mark)
        .replace("OTHERS", kind == Grants.Kind.PARAMETER ? parameters : "");
  }

  private static List<List<String>> held(List<List<String>> rows, String mark) {
    return rows.stream()
        .filter(row -> row.getFirst().equals(mark))
        .map(row -> row.subList(1, row.size()))
        .toList();
  }

  private static List<String> there(Args args, HostView host) {
    Set<String> known = new HashSet<>();
    args.client()
        .rows(host, args.loginDb(), "SELECT rolname FROM pg_roles;")
        .forEach(row -> known.add(row.getFirst()));
    List<String> out = new ArrayList<>();
    for (String role : args.roles()) {
      if (role.equalsIgnoreCase("public") || known.contains(role)) {
        out.add(role);
      } else if (args.failOnRole()) {
        throw new ModuleFailure("Role '" + role + "' does not exist");
      }
    }
    return out;
  }
}
