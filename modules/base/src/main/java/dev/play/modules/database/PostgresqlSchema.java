package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.PsqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas of PostgreSQL's databases. Options and results as in {@code
 * community.postgresql.postgresql_schema}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_schema",
    also = "community.postgresql.postgresql_schema",
    summary = "Adds, changes and removes schemas of a PostgreSQL database.",
    example = "postgresql_schema: {name: stock, login_db: shop, owner: shop}")
public final class PostgresqlSchema implements Module<PostgresqlSchema.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the schema", aliases = "schema") String name,
      @Param(
              value = "the database",
              aliases = {"db", "database"},
              def = "postgres")
          String loginDb,
      @Param(value = "the role that owns it", def = "") String owner,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "remove what is in it, too", def = "false") boolean cascadeDrop,
      @Param("a remark; an empty one takes it away") Optional<String> comment,
      PsqlArguments connection) {
    public Args {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a schema has a name");
      }
    }
  }

  /** Whether a schema is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(PsqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<List<String>> found =
        args.connection()
            .client()
            .rows(
                host,
                args.loginDb(),
                ("SELECT pg_get_userbyid(nspowner), coalesce(obj_description(oid, 'pg_namespace'),"
                        + " '') FROM pg_namespace WHERE nspname = %s;")
                    .formatted(PsqlClient.quoted(args.name())));
    List<String> statements =
        args.state() == State.PRESENT
            ? present(args, found)
            : found.isEmpty()
                ? List.of()
                : List.of(
                    "DROP SCHEMA "
                        + PsqlClient.name(args.name())
                        + (args.cascadeDrop() ? " CASCADE" : ""));
    TaskResult result = TaskResult.of("schema", args.name(), "queries", statements);
    String verb = args.state() == State.ABSENT ? "remove" : found.isEmpty() ? "add" : "change";
    return args.connection()
        .plan(args.loginDb(), statements, verb + " schema " + args.name(), result);
  }

  private static List<String> present(Args args, List<List<String>> found) {
    List<String> out = new ArrayList<>();
    String name = PsqlClient.name(args.name());
    String owner = args.owner();
    if (found.isEmpty()) {
      out.add(
          "CREATE SCHEMA "
              + name
              + (owner.isEmpty() ? "" : " AUTHORIZATION " + PsqlClient.name(owner)));
    } else if (!owner.isEmpty() && !owner.equals(found.getFirst().getFirst())) {
      out.add("ALTER SCHEMA " + name + " OWNER TO " + PsqlClient.name(owner));
    }
    String remark = found.isEmpty() ? "" : found.getFirst().getLast();
    args.comment()
        .filter(c -> !c.equals(remark))
        .ifPresent(c -> out.add("COMMENT ON SCHEMA " + name + " IS " + PsqlClient.quoted(c)));
    return out;
  }
}
