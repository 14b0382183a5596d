package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
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
 * Extensions of PostgreSQL's databases. Options and results as in {@code
 * community.postgresql.postgresql_ext}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_ext",
    also = "community.postgresql.postgresql_ext",
    summary = "Adds, updates and removes extensions of a PostgreSQL database.",
    example = "postgresql_ext: {name: pg_trgm, login_db: shop}")
public final class PostgresqlExt implements Module<PostgresqlExt.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the extension", aliases = "ext") String name,
      @Param(value = "the database", aliases = "db") String loginDb,
      @Param("schema for a new one") Optional<String> schema,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "with what it needs, or what needs it", def = "false") boolean cascade,
      @Param("its version, or latest") Optional<String> version,
      @Param("a remark; an empty one takes it away") Optional<String> comment,
      PsqlArguments connection) {
    PsqlClient client() {
      return connection.client();
    }
  }

  /** Whether an extension is to be there. */
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
    String name = PsqlClient.quoted(args.name());
    List<List<String>> found =
        args.client()
            .rows(
                host,
                args.loginDb(),
                ("SELECT a.default_version, coalesce(e.extversion, ''),"
                        + " coalesce(obj_description(e.oid, 'pg_extension'), '')"
                        + " FROM pg_available_extensions a"
                        + " LEFT JOIN pg_extension e ON e.extname = a.name WHERE a.name = %s;")
                    .formatted(name));
    String now = found.isEmpty() ? "" : found.getFirst().get(1);
    if (args.state() == State.ABSENT) {
      String drop = "DROP EXTENSION " + PsqlClient.name(args.name());
      return done(
          args,
          now.isEmpty() ? List.of() : List.of(drop + (args.cascade() ? " CASCADE" : "")),
          now,
          "");
    }
    if (found.isEmpty()) {
      throw new ModuleFailure("Extension " + args.name() + " is not available");
    }
    String newest = found.getFirst().getFirst();
    String wanted =
        args.version()
            .map(v -> v.equals("latest") ? newest : v)
            .orElse(now.isEmpty() ? newest : now);
    List<String> statements = new ArrayList<>();
    if (now.isEmpty()) {
      statements.add(create(args, wanted));
    } else if (!now.equals(wanted)) {
      statements.add(
          "ALTER EXTENSION %s UPDATE TO %s"
              .formatted(PsqlClient.name(args.name()), PsqlClient.name(wanted)));
    }
    // What a new one says of itself is not known before.
    args.comment()
        .filter(c -> now.isEmpty() || !c.equals(found.getFirst().get(2)))
        .ifPresent(
            c ->
                statements.add(
                    "COMMENT ON EXTENSION %s IS %s"
                        .formatted(PsqlClient.name(args.name()), PsqlClient.quoted(c))));
    return done(args, statements, now, wanted);
  }

  private static String create(Args args, String version) {
    StringBuilder out = new StringBuilder("CREATE EXTENSION ").append(PsqlClient.name(args.name()));
    args.schema().ifPresent(s -> out.append(" WITH SCHEMA ").append(PsqlClient.name(s)));
    if (args.version().filter(v -> !v.equals("latest")).isPresent()) {
      out.append(" VERSION ").append(PsqlClient.name(version));
    }
    return out.append(args.cascade() ? " CASCADE" : "").toString();
  }

  private static Plan done(Args args, List<String> statements, String before, String after) {
    TaskResult result =
        TaskResult.of("queries", statements, "prev_version", before, "version", after);
    String verb = args.state() == State.ABSENT ? "remove" : before.isEmpty() ? "add" : "change";
    return args.connection()
        .plan(args.loginDb(), statements, verb + " extension " + args.name(), result);
  }
}
