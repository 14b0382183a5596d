package dev.play.modules.database;

import dev.play.host.Effect;
import dev.play.host.Probe;
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
import dev.play.modules.database.sql.PsqlResults;
import dev.play.modules.database.sql.SqlText;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Statements for PostgreSQL. Options and results as in {@code
 * community.postgresql.postgresql_query}; no Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_query",
    also = "community.postgresql.postgresql_query",
    summary = "Runs statements on a PostgreSQL server.",
    example =
        "postgresql_query: {login_db: shop, query: 'SELECT * FROM goods WHERE id = %s', positional_args: [7]}",
    mutuallyExclusive = "positional_args,named_args",
    notes = {
      "In a check its result is unknown.",
      "All statements are one transaction unless autocommit is set."
    })
public final class PostgresqlQuery implements Module<PostgresqlQuery.Args> {
  private static final String NONE = "play:none:7c1f5a";

  /** The arguments. */
  public record Args(
      @Param("a statement or a list of them") Value query,
      @Param("a list of values for %s") Optional<Value> positionalArgs,
      @Param("values for %(name)s") Optional<Map<String, Value>> namedArgs,
      @Param(value = "database to use", aliases = "db", def = "postgres") String loginDb,
      @Param(value = "each statement is a transaction of its own", def = "false")
          boolean autocommit,
      @Param("what texts are sent in; that is UTF-8 in any case") Optional<String> encoding,
      @Param("schemas to look in") Optional<List<String>> searchPath,
      PsqlArguments connection) {
    public Args {
      statements(query, positionalArgs, namedArgs);
    }

    private static List<String> statements(
        Value query, Optional<Value> positional, Optional<Map<String, Value>> named) {
      return SqlText.statements(query).stream()
          .map(s -> SqlText.with(s, positional.map(SqlText::list), named, Args::literal))
          .toList();
    }

    private static String literal(Value value) {
      return SqlText.literal(value, PsqlClient::quoted, list -> "ARRAY[" + list + "]");
    }

    List<String> statements() {
      return statements(query, positionalArgs, namedArgs);
    }

    PsqlClient client() {
      return connection.client();
    }

    String script(String mark) {
      StringBuilder out = new StringBuilder();
      out.append(connection.roleScript());
      searchPath.ifPresent(
          path ->
              out.append("SET search_path TO ")
                  .append(String.join(", ", path.stream().map(PsqlClient::name).toList()))
                  .append(";\n"));
      out.append(autocommit ? "" : "BEGIN;\n");
      statements().forEach(s -> out.append(PsqlResults.script(s, mark)));
      return out.append(autocommit ? "" : "COMMIT;\n").toString();
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(PsqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("psql")).isEmpty()) {
      throw new ModuleFailure("psql is not on this host; install PostgreSQL's client");
    }
    List<String> statements = args.statements();
    String mark = "play:" + Long.toHexString(host.nonce());
    Effect run =
        Effect.Run.of(
            args.client().telling(args.loginDb(), args.script(mark), NONE),
            "run " + statements.size() + (statements.size() == 1 ? " statement" : " statements"),
            Set.of(PsqlClient.SERVER));
    return new Plan.Perhaps(
        List.of(run),
        outcomes ->
            result(
                statements,
                PsqlResults.answers(statements, outcomes.getFirst().output().out(), mark, NONE)),
        "until the statements are run");
  }

  private static TaskResult result(List<String> statements, List<PsqlResults.Answer> answers) {
    return TaskResult.of(
            "query", statements.getLast(),
            "query_list", statements,
            "statusmessage", answers.isEmpty() ? "" : answers.getLast().status(),
            "query_result", answers.isEmpty() ? List.of() : answers.getLast().rows(),
            "query_all_results", answers.stream().map(PsqlResults.Answer::rows).toList(),
            "rowcount", answers.stream().mapToLong(PsqlResults.Answer::count).sum(),
            "execution_time_ms", answers.stream().map(PsqlResults.Answer::milliseconds).toList())
        .changed(answers.stream().anyMatch(PsqlResults.Answer::changed));
  }
}
