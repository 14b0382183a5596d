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
import dev.play.modules.database.table.Table;
import dev.play.modules.database.table.TableShape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tables of PostgreSQL's databases. Options and results as in {@code
 * community.postgresql.postgresql_table}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_table",
    also = "community.postgresql.postgresql_table",
    summary = "Adds, changes, renames, empties and removes tables of a PostgreSQL database.",
    example =
        """
        postgresql_table:
          name: stock.items
          login_db: shop
          columns: [id bigserial primary key, name text]
        """,
    notes = {
      "Columns of a table that is there are left as they are, and so is one that was made like"
          + " another.",
      "To truncate a table that is empty, or to rename one that has its new name, is no change."
    })
public final class PostgresqlTable implements Module<PostgresqlTable.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the table, behind its schema and a dot", aliases = "name") String table,
      @Param(
              value = "the database",
              aliases = {"db", "database"},
              def = "postgres")
          String loginDb,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("its new name") Optional<String> rename,
      @Param(value = "remove what it holds", def = "false") boolean truncate,
      @Param(value = "remove what depends on it, too", def = "false") boolean cascade,
      TableShape shape,
      PsqlArguments connection) {
    public Args {
      if (table.isBlank() || rename.filter(String::isBlank).isPresent()) {
        throw new IllegalArgumentException("a table has a name");
      }
      boolean shaped = shape.isGiven();
      alone(state == State.ABSENT, "state=absent", shaped || truncate || rename.isPresent(), table);
      alone(truncate, "truncate", shaped || rename.isPresent(), table);
      alone(rename.isPresent(), "rename", shaped, table);
    }

    private static void alone(boolean given, String what, boolean others, String table) {
      if (given && others) {
        throw new IllegalArgumentException(
            table + ": " + what + " goes without what else the module does");
      }
    }

    String quoted() {
      return PsqlClient.dotted(table);
    }

    Optional<Table> named(String name, HostView host) {
      return Table.named(name, loginDb, connection.client(), host);
    }

    /** The role that does it all, and owns what it makes. */
    String maker() {
      return connection.sessionRole().orElse(connection.loginUser());
    }
  }

  /** Whether a table is to be there. */
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
    Optional<Table> found = args.named(args.table(), host);
    if (args.state() == State.ABSENT) {
      String drop = "DROP TABLE " + args.quoted() + (args.cascade() ? " CASCADE" : "");
      return done(args, found, found.isEmpty() ? List.of() : List.of(drop), "remove");
    }
    if (args.rename().isPresent()) {
      return rename(args, args.rename().get(), found, host);
    }
    if (args.truncate()) {
      return truncate(args, found, host);
    }
    TableShape shape = args.shape();
    if (found.isEmpty()) {
      Table born = shape.born(args.maker());
      return done(args, Optional.of(born), shape.creation(args.table()), "add");
    }
    List<String> changes = shape.changes(args.table(), found.get());
    return done(args, Optional.of(shape.after(found.get())), changes, "change");
  }

  private static Plan rename(Args args, String name, Optional<Table> found, HostView host) {
    // A new name without a schema stays in that of the table.
    String schema = name.contains(".") ? "" : args.table().replaceFirst("[^.]*$", "");
    Optional<Table> other = args.named(schema + name, host);
    if (found.isEmpty()) {
      return other.isPresent()
          ? done(args, other, List.of(), "rename")
          : Plan.failed("relation \"" + args.table() + "\" does not exist");
    }
    String statement =
        "ALTER TABLE "
            + args.quoted()
            + " RENAME TO "
            + PsqlClient.name(name.substring(name.lastIndexOf('.') + 1));
    return other.isPresent()
        ? Plan.failed("relation \"" + name + "\" already exists")
        : done(args, found, List.of(statement), "rename");
  }

  private static Plan truncate(Args args, Optional<Table> found, HostView host) {
    if (found.isEmpty()) {
      return Plan.failed("relation \"" + args.table() + "\" does not exist");
    }
    boolean empty =
        args.connection()
            .client()
            .rows(host, args.loginDb(), "SELECT 1 FROM " + args.quoted() + " LIMIT 1;")
            .isEmpty();
    String statement = "TRUNCATE TABLE " + args.quoted();
    return done(args, found, empty ? List.of() : List.of(statement), "empty");
  }

  private static Plan done(Args args, Optional<Table> table, List<String> statements, String verb) {
    String state = args.state().name().toLowerCase(Locale.ROOT);
    TaskResult result = TaskResult.of("table", args.table(), "state", state, "queries", statements);
    if (table.isPresent()) {
      result =
          result
              .with("owner", table.get().owner())
              .with("tablespace", table.get().space())
              .with("storage_params", table.get().parameters());
    }
    return args.connection()
        .plan(args.loginDb(), statements, verb + " table " + args.table(), result);
  }
}
