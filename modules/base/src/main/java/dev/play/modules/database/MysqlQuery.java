package dev.play.modules.database;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.MysqlResults;
import dev.play.modules.database.sql.SqlText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Statements for MySQL and MariaDB. Options and results as in {@code community.mysql.mysql_query};
 * no Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_query",
    also = "community.mysql.mysql_query",
    summary = "Runs statements on a MySQL or MariaDB server.",
    example =
        "mysql_query: {login_db: shop, query: 'SELECT * FROM goods WHERE id = %s', positional_args: [7]}",
    mutuallyExclusive = "positional_args,named_args",
    notes = {
      "In a check its result is unknown.",
      "Changed by a definition or a grant in any case, by anything else where rows were affected."
    })
public final class MysqlQuery implements Module<MysqlQuery.Args> {
  private static final Set<String> DEFINING =
      Set.of("CREATE", "DROP", "ALTER", "RENAME", "TRUNCATE", "GRANT", "REVOKE");

  private static final Set<String> READING =
      Set.of("SELECT", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "WITH", "VALUES", "TABLE", "CHECK");

  /** The arguments. */
  public record Args(
      @Param("a statement or a list of them") Value query,
      @Param("a list of values for %s") Optional<Value> positionalArgs,
      @Param("values for %(name)s") Optional<Map<String, Value>> namedArgs,
      @Param("database to use") Optional<String> loginDb,
      @Param(value = "all of them or none", def = "false") boolean singleTransaction,
      @Param("variables to set for them") Optional<Map<String, Value>> sessionVars,
      MysqlArguments connection) {
    public Args {
      statements(query, positionalArgs, namedArgs);
      SqlText.session(sessionVars.orElse(Map.of()));
    }

    private static List<String> statements(
        Value query, Optional<Value> positional, Optional<Map<String, Value>> named) {
      return SqlText.statements(query).stream()
          .map(s -> SqlText.with(s, positional.map(SqlText::list), named, Args::literal))
          .toList();
    }

    private static String literal(Value value) {
      return SqlText.literal(value, MysqlClient::quoted, list -> "(" + list + ")");
    }

    List<String> statements() {
      return statements(query, positionalArgs, namedArgs);
    }

    private StringBuilder session() {
      StringBuilder out = new StringBuilder();
      SqlText.session(sessionVars.orElse(Map.of())).forEach(s -> out.append(s).append(";\n"));
      loginDb.ifPresent(db -> out.append("USE ").append(MysqlClient.name(db)).append(";\n"));
      return out;
    }

    /** What tells the types of columns: the statements that only read, without their rows. */
    String types() {
      StringBuilder out = session().append("SET sql_select_limit = 0;\n");
      List<String> all = statements();
      for (int i = 0; i < all.size(); i++) {
        if (READING.contains(SqlText.verb(all.get(i)))) {
          out.append(MysqlResults.mark(i)).append(";\n").append(all.get(i)).append("\n;\n");
        }
      }
      return out.toString();
    }

    /** The statements with what tells of each how it went. */
    String script() {
      StringBuilder out = session();
      out.append(singleTransaction ? "START TRANSACTION;\n" : "");
      for (String statement : statements()) {
        out.append("SET @play_start = SYSDATE(6);\n").append(statement).append("\n;\n");
        out.append(
            "SELECT ROW_COUNT() AS play_rows, TIMESTAMPDIFF(MICROSECOND, @play_start, SYSDATE(6))"
                + " DIV 1000 AS play_ms;\n");
      }
      return out.append(singleTransaction ? "COMMIT;\n" : "").toString();
    }

    MysqlClient client() {
      return connection.client();
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(MysqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> statements = args.statements();
    boolean reads = statements.stream().allMatch(s -> READING.contains(SqlText.verb(s)));
    Effect types =
        Effect.Run.of(
                call(args, host, args.types(), "--table", "--column-type-info"),
                "ask for the types of columns",
                Set.of())
            .acceptingAnyStatus();
    Effect run =
        Effect.Run.of(
            call(args, host, args.script(), "--xml"),
            "run " + statements.size() + (statements.size() == 1 ? " statement" : " statements"),
            reads ? Set.of() : Set.of(MysqlClient.SERVER));
    return new Plan.Perhaps(
        List.of(types, run),
        outcomes ->
            result(
                statements,
                outcomes.getLast().output().out(),
                MysqlResults.types(outcomes.getFirst().output().out())),
        "until the statements are run");
  }

  private static Command call(Args args, HostView host, String script, String... manner) {
    List<String> argv =
        new ArrayList<>(args.client().argv(MysqlClient.program(host, "mysql", "mariadb")));
    // Without the client's own commands, of which one is a shell.
    argv.add("--binary-mode");
    argv.addAll(List.of(manner));
    return Command.of(argv).withEnvironment(args.client().environment()).withStdin(Blob.of(script));
  }

  private static TaskResult result(
      List<String> statements, String printed, Map<Integer, List<String>> types) {
    List<List<Value.Dict>> rows = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    boolean changed = false;
    List<Value.Dict> own = List.of();
    for (List<Value.Dict> set : MysqlResults.sets(printed)) {
      Optional<Value> count = set.isEmpty() ? Optional.empty() : set.getFirst().get("play_rows");
      if (count.isEmpty()) {
        own = set;
        continue;
      }
      long affected = number(count);
      String verb = SqlText.verb(statements.get(Math.min(rows.size(), statements.size() - 1)));
      changed |= DEFINING.contains(verb) || affected > 0;
      rows.add(MysqlResults.typed(own, types.getOrDefault(rows.size(), List.of())));
      counts.add(affected < 0 ? own.size() : affected);
      times.add(number(set.getFirst().get("play_ms")));
      own = List.of();
    }
    return TaskResult.of(
            "executed_queries", statements,
            "query_result", rows,
            "rowcount", counts,
            "execution_time_ms", times)
        .changed(changed);
  }

  private static long number(Optional<Value> value) {
    String text = value.map(ValueText::plain).orElse("0");
    return text.matches("-?\\d+") ? Long.parseLong(text) : 0;
  }
}
