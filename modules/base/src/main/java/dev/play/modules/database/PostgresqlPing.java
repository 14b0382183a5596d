package dev.play.modules.database;

import dev.play.host.CommandOutput;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.info.PostgresqlFacts;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.PsqlClient;
import dev.play.value.Value;
import java.util.Set;

/**
 * Whether a server of PostgreSQL answers. Options and results as in {@code
 * community.postgresql.postgresql_ping}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_ping",
    also = "community.postgresql.postgresql_ping",
    summary = "Tells whether a PostgreSQL server lets itself be logged in to.",
    example = "postgresql_ping: {login_db: shop}",
    notes = "A server that does not answer is no failure: is_available is false then.")
public final class PostgresqlPing implements Module<PostgresqlPing.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "database to connect to", aliases = "db", def = "postgres") String loginDb,
      PsqlArguments connection) {}

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    CommandOutput answer =
        args.connection()
            .client()
            .ask(host, args.loginDb(), args.connection().roleScript() + "SELECT version();");
    if (!answer.ok()) {
      return Plan.same(
          TaskResult.of(
              "is_available",
              false,
              "server_version",
              Value.EMPTY_DICT,
              "conn_err_msg",
              answer.err().strip()));
    }
    String raw = PsqlClient.parsed(answer.out()).getFirst().getFirst();
    return Plan.same(
        TaskResult.of(
            "is_available",
            true,
            "server_version",
            PostgresqlFacts.version(raw),
            "conn_err_msg",
            ""));
  }
}
