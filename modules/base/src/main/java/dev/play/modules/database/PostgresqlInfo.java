package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.info.PostgresqlFacts;
import dev.play.modules.database.info.Subsets;
import dev.play.modules.database.sql.PsqlArguments;
import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL's servers tell of themselves. Options and results as in {@code
 * community.postgresql.postgresql_info}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_info",
    also = "community.postgresql.postgresql_info",
    summary = "Tells what a PostgreSQL server is and holds.",
    example = "postgresql_info: {filter: [version, databases]}")
public final class PostgresqlInfo implements Module<PostgresqlInfo.Args> {
  private static final List<String> ALL =
      List.of(
          "version",
          "in_recovery",
          "databases",
          "settings",
          "tablespaces",
          "roles",
          "replications",
          "repl_slots");

  /** The arguments. */
  public record Args(
      @Param(
              value =
                  "what is asked for, all without: version, in_recovery, databases, settings,"
                      + " tablespaces, roles, replications, repl_slots; with ! all but that",
              def = "")
          List<String> filter,
      @Param(value = "database to connect to", aliases = "db", def = "postgres") String loginDb,
      PsqlArguments connection) {
    public Args {
      Subsets.asked(filter, ALL);
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    PostgresqlFacts facts = new PostgresqlFacts(args.connection(), host, args.loginDb());
    TaskResult result = TaskResult.EMPTY;
    for (String subset : Subsets.asked(args.filter(), ALL)) {
      result =
          result.with(
              subset,
              switch (subset) {
                case "version" -> facts.version();
                case "in_recovery" -> facts.inRecovery();
                case "databases" -> facts.databases();
                case "settings" -> facts.settings();
                case "tablespaces" -> facts.tablespaces();
                case "roles" -> facts.roles();
                case "replications" -> facts.replications();
                case "repl_slots" -> facts.slots();
                default -> throw new IllegalStateException(subset);
              });
      if (subset.equals("settings")) {
        result = result.with("pending_restart_settings", facts.pendingRestart());
      }
    }
    return Plan.same(result);
  }
}
