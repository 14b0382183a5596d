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
import dev.play.modules.database.sql.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters of a PostgreSQL server. Options and results as in {@code
 * community.postgresql.postgresql_set}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_set",
    also = "community.postgresql.postgresql_set",
    summary = "Changes parameters of a PostgreSQL server by ALTER SYSTEM.",
    example = "postgresql_set: {name: work_mem, value: 32MB}",
    notes = {
      "A value is compared with what ALTER SYSTEM has written, else with what holds.",
      "default and reset take away what ALTER SYSTEM has written."
    })
public final class PostgresqlSet implements Module<PostgresqlSet.Args> {
  /** The arguments. */
  public record Args(
      @Param("the parameter") String name,
      @Param("its value; default takes it away") Optional<String> value,
      @Param(value = "take its value away", def = "false") boolean reset,
      @Param(value = "the database to connect to; postgres if not given", aliases = "db")
          Optional<String> loginDb,
      PsqlArguments connection) {
    public Args {
      if (value.isPresent() == reset) {
        throw new IllegalArgumentException(
            name
                + (reset
                    ? ": value and reset params are mutually exclusive"
                    : ": at least one of value or reset param must be specified"));
      }
      if (name.equals("shared_preload_libraries") && value.equals(Optional.of(""))) {
        throw new IllegalArgumentException(
            "shared_preload_libraries cannot be set to nothing; use reset");
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(PsqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String database = args.loginDb().orElse("postgres");
    List<List<String>> rows =
        args.connection().client().rows(host, database, Setting.question(args.name()));
    if (rows.isEmpty()) {
      throw new ModuleFailure("No such parameter: " + args.name());
    }
    Setting setting = Setting.of(rows.getFirst());
    if (setting.context().equals("internal")) {
      throw new ModuleFailure(args.name() + ": cannot be changed (internal context)");
    }
    Optional<String> wanted = args.value().filter(v -> !v.equals("default"));
    boolean same = wanted.map(setting::is).orElse(setting.written().isEmpty());
    List<String> statements = new ArrayList<>();
    if (!same) {
      statements.add(
          wanted
              .map(setting::change)
              .orElse("ALTER SYSTEM RESET " + PsqlClient.dotted(setting.name())));
    }
    TaskResult result = told(args, setting, statements);
    if (!same && setting.needsRestart()) {
      result =
          result.with(
              "warnings", List.of("Restart of PostgreSQL is required for setting " + args.name()));
    } else if (!same) {
      statements.add("SELECT pg_reload_conf()");
    }
    return args.connection()
        .plan(database, statements, "set " + args.name() + " of PostgreSQL", result);
  }

  private static TaskResult told(Args args, Setting setting, List<String> statements) {
    String after = args.value().orElse(statements.isEmpty() ? setting.now() : "default");
    return TaskResult.of(
        "name", args.name(),
        "context", setting.context(),
        "restart_required", setting.needsRestart(),
        "prev_val_pretty", setting.now(),
        "value_pretty", after,
        "value", Map.of("value", after, "unit", setting.unit()),
        "queries", List.copyOf(statements));
  }
}
