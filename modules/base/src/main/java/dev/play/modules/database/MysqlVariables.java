package dev.play.modules.database;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Variables of a MySQL or MariaDB server. Options and results as in {@code
 * community.mysql.mysql_variables}; no Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_variables",
    also = "community.mysql.mysql_variables",
    summary = "Tells and sets variables of a MySQL or MariaDB server.",
    example = "mysql_variables: {variable: max_connections, value: '200'}",
    notes = "persist and persist_only are MySQL's; MariaDB has neither.")
public final class MysqlVariables implements Module<MysqlVariables.Args> {
  /** The arguments. */
  public record Args(
      @Param("the variable") String variable,
      @Param("what it is to be; told when not given") Optional<String> value,
      @Param(
              value = "for how long: until the server stops, for good, or from its next start on",
              def = "global",
              choices = {"global", "persist", "persist_only"})
          String mode,
      MysqlArguments connection) {
    public Args {
      if (!variable.matches("[0-9A-Za-z_.]+")) {
        throw new IllegalArgumentException("invalid variable name \"" + variable + "\"");
      }
    }

    MysqlClient client() {
      return connection.client();
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(MysqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String name = MysqlClient.quoted(args.variable());
    List<List<String>> found =
        args.client().rows(host, "SHOW GLOBAL VARIABLES WHERE Variable_name = " + name);
    if (found.isEmpty()) {
      throw new ModuleFailure("Variable not available \"" + args.variable() + "\"");
    }
    String now = found.getFirst().get(1);
    if (args.value().isEmpty()) {
      return Plan.same(TaskResult.of("msg", now));
    }
    String wanted = args.value().get();
    boolean kept = args.mode().equals("global") || isKept(args, host, name, wanted);
    if (kept && (args.mode().equals("persist_only") || alike(wanted, now))) {
      return Plan.same(TaskResult.of("msg", "Variable is already set to requested value."));
    }
    String statement =
        "SET %s %s = %s"
            .formatted(
                args.mode().toUpperCase(Locale.ROOT),
                String.join(
                    ".",
                    List.of(args.variable().split("\\.")).stream().map(MysqlClient::name).toList()),
                wanted.matches("-?\\d+(\\.\\d+)?") ? wanted : MysqlClient.quoted(wanted));
    return Plan.change(
        List.of(args.client().run(host, List.of(statement), "set " + args.variable())),
        TaskResult.of(
            "msg", "Variable change succeeded prev_value=" + now, "queries", List.of(statement)));
  }

  /** Whether it will be that after the server's next start. */
  private static boolean isKept(Args args, HostView host, String name, String wanted) {
    List<List<String>> engine = args.client().rows(host, "SELECT VERSION()");
    if (engine.toString().contains("MariaDB")) {
      throw new ModuleFailure("mode " + args.mode() + " is MySQL's; this is MariaDB");
    }
    return args
        .client()
        .rows(
            host,
            "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME"
                + " = "
                + name)
        .stream()
        .anyMatch(row -> alike(wanted, row.getFirst()));
  }

  private static boolean alike(String wanted, String now) {
    String plain = wanted.strip().toUpperCase(Locale.ROOT);
    return switch (now.toUpperCase(Locale.ROOT)) {
      case "ON" -> Set.of("1", "ON", "TRUE", "YES").contains(plain);
      case "OFF" -> Set.of("0", "OFF", "FALSE", "NO").contains(plain);
      default -> wanted.equals(now) || equalNumbers(wanted, now);
    };
  }

  private static boolean equalNumbers(String one, String other) {
    String number = "-?\\d{1,300}(\\.\\d{1,300})?";
    return one.matches(number)
        && other.matches(number)
        && new java.math.BigDecimal(one).compareTo(new java.math.BigDecimal(other)) == 0;
  }
}
