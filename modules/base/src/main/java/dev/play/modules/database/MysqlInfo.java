package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.info.MysqlFacts;
import dev.play.modules.database.info.Subsets;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What MySQL and MariaDB servers tell of themselves. Options and results as in {@code
 * community.mysql.mysql_info}; no Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_info",
    also = "community.mysql.mysql_info",
    summary = "Tells what a MySQL or MariaDB server is and holds.",
    example = "mysql_info: {filter: [version, databases]}",
    notes = "Hashes of passwords are in users_info only.")
public final class MysqlInfo implements Module<MysqlInfo.Args> {
  private static final List<String> ALL =
      List.of(
          "version",
          "databases",
          "settings",
          "global_status",
          "users",
          "users_info",
          "engines",
          "master_status",
          "slave_status",
          "slave_hosts");

  /** The arguments. */
  public record Args(
      @Param(
              value =
                  "what is asked for, all without: version, databases, settings, global_status,"
                      + " users, users_info, engines, master_status, slave_status, slave_hosts;"
                      + " with ! all but that",
              def = "")
          List<String> filter,
      @Param("database to connect to") Optional<String> loginDb,
      @Param(value = "what is not told of databases: db_size, db_table_count", def = "")
          List<String> excludeFields,
      @Param(value = "tell of databases without tables, too", def = "false") boolean returnEmptyDbs,
      MysqlArguments connection) {
    public Args {
      Subsets.asked(filter, ALL);
    }

    MysqlClient client() {
      MysqlClient client = connection.client();
      return loginDb.map(db -> client.with(List.of("--database=" + db))).orElse(client);
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    MysqlFacts facts = new MysqlFacts(args.client(), host);
    TaskResult result =
        TaskResult.of(
            "server_engine", facts.engine(),
            "connector_name", "Unknown",
            "connector_version", "Unknown");
    for (String subset : Subsets.asked(args.filter(), ALL)) {
      result =
          result.with(
              subset,
              switch (subset) {
                case "version" -> facts.version();
                case "databases" -> facts.databases(args.excludeFields(), args.returnEmptyDbs());
                case "settings" -> facts.pairs("SHOW GLOBAL VARIABLES");
                case "global_status" -> facts.pairs("SHOW GLOBAL STATUS");
                case "users" -> facts.users();
                case "users_info" -> facts.accounts();
                case "engines" -> facts.engines();
                case "master_status" -> facts.primary();
                case "slave_status" -> facts.replicas();
                case "slave_hosts" -> facts.copiers();
                default -> throw new IllegalStateException(subset);
              });
    }
    return Plan.same(result);
  }
}
