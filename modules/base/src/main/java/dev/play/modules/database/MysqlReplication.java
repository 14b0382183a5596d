package dev.play.modules.database;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.database.info.Replication;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replication between servers of MySQL and MariaDB. Options and results as in {@code
 * community.mysql.mysql_replication}; no Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_replication",
    also = "community.mysql.mysql_replication",
    summary = "Tells of and changes what a MySQL or MariaDB server copies from another one.",
    example = "mysql_replication: {mode: getreplica}",
    mutuallyExclusive = "connection_name,channel",
    notes = {
      "changeprimary, changereplication and the resets are changes in any case.",
      "The password reaches the host by the client's standard input only."
    })
public final class MysqlReplication implements Module<MysqlReplication.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "what is told or done", def = "getreplica") Mode mode,
      @Param(value = "who is copied from", aliases = "master_host") Optional<String> primaryHost,
      @Param(value = "as which user", aliases = "master_user") Optional<String> primaryUser,
      @Param(value = "the password for that", aliases = "master_password")
          Optional<Secret> primaryPassword,
      @Param(value = "at which port", aliases = "master_port") Optional<Integer> primaryPort,
      @Param(value = "seconds between tries to connect", aliases = "master_connect_retry")
          Optional<Integer> primaryConnectRetry,
      @Param(value = "from which file of its log on", aliases = "master_log_file")
          Optional<String> primaryLogFile,
      @Param(value = "and from which place in it", aliases = "master_log_pos")
          Optional<Integer> primaryLogPos,
      @Param("from which file of the own log of what has come") Optional<String> relayLogFile,
      @Param("and from which place in it") Optional<Integer> relayLogPos,
      @Param(value = "by TLS", aliases = "master_ssl") Optional<Boolean> primarySsl,
      @Param(value = "who its certificate is signed by", aliases = "master_ssl_ca")
          Optional<String> primarySslCa,
      @Param(value = "a directory of such", aliases = "master_ssl_capath")
          Optional<String> primarySslCapath,
      @Param(value = "the own certificate", aliases = "master_ssl_cert")
          Optional<String> primarySslCert,
      @Param(value = "its key", aliases = "master_ssl_key") Optional<String> primarySslKey,
      @Param(value = "which ciphers", aliases = "master_ssl_cipher")
          Optional<String> primarySslCipher,
      @Param("its name has to be in its certificate") Optional<Boolean> primarySslVerifyServerCert,
      @Param(
              value = "places are found by MySQL's GTIDs",
              aliases = "master_auto_position",
              def = "false")
          boolean primaryAutoPosition,
      @Param(value = "places are found by MariaDB's GTIDs", aliases = "master_use_gtid")
          Optional<Gtid> primaryUseGtid,
      @Param(value = "seconds to stay behind", aliases = "master_delay")
          Optional<Integer> primaryDelay,
      @Param("which of several, with MariaDB") Optional<String> connectionName,
      @Param("which of several, with MySQL") Optional<String> channel,
      @Param(value = "fail where the server does not do it; otherwise say so", def = "false")
          boolean failOnError,
      MysqlArguments connection) {
    /** By their names in CHANGE MASTER, without MASTER_ before them. */
    Map<String, Value> options() {
      Map<String, Optional<?>> all = new LinkedHashMap<>();
      all.put("HOST", primaryHost);
      all.put("USER", primaryUser);
      all.put("PASSWORD", primaryPassword.map(Secret::reveal));
      all.put("PORT", primaryPort);
      all.put("CONNECT_RETRY", primaryConnectRetry);
      all.put("LOG_FILE", primaryLogFile);
      all.put("LOG_POS", primaryLogPos);
      all.put("RELAY_LOG_FILE", relayLogFile);
      all.put("RELAY_LOG_POS", relayLogPos);
      all.put("SSL", primarySsl);
      all.put("SSL_CA", primarySslCa);
      all.put("SSL_CAPATH", primarySslCapath);
      all.put("SSL_CERT", primarySslCert);
      all.put("SSL_KEY", primarySslKey);
      all.put("SSL_CIPHER", primarySslCipher);
      all.put("SSL_VERIFY_SERVER_CERT", primarySslVerifyServerCert);
      all.put("AUTO_POSITION", Optional.of(true).filter(t -> primaryAutoPosition));
      all.put("USE_GTID", primaryUseGtid.map(Gtid::word));
      all.put("DELAY", primaryDelay);
      Map<String, Value> out = new LinkedHashMap<>();
      all.forEach((name, value) -> value.ifPresent(v -> out.put(name, Value.ofJava(v))));
      return out;
    }
  }

  /** What is told or done. */
  public enum Mode {
    CHANGEPRIMARY,
    CHANGEREPLICATION,
    GETPRIMARY,
    GETREPLICA,
    STARTREPLICA,
    STOPREPLICA,
    RESETPRIMARY,
    RESETREPLICA,
    RESETREPLICAALL
  }

  /** How MariaDB finds the place to go on from. */
  public enum Gtid {
    CURRENT_POS,
    REPLICA_POS,
    DISABLED;

    String word() {
      return switch (this) {
        case CURRENT_POS -> "current_pos";
        case REPLICA_POS -> "slave_pos";
        case DISABLED -> "no";
      };
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(MysqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    MysqlClient client = args.connection().client();
    Replication replication = Replication.of(client, host, args.connectionName(), args.channel());
    return switch (args.mode()) {
      case GETPRIMARY -> told(replication.primary(host), "Is_Primary", "primary");
      case GETREPLICA -> told(replication.replica(host), "Is_Replica", "replica");
      case STARTREPLICA -> turned(args, host, replication, true);
      case STOPREPLICA -> turned(args, host, replication, false);
      case RESETPRIMARY -> done(args, host, replication.forget(host), "Primary reset");
      case RESETREPLICA -> done(args, host, replication.copying("RESET"), "Replica reset");
      case RESETREPLICAALL -> done(args, host, replication.copying("RESET ALL"), "Replica reset");
      case CHANGEPRIMARY, CHANGEREPLICATION ->
          args.options().isEmpty()
              ? Plan.failed("there is nothing to change: no primary_host or other option is given")
              : done(args, host, replication.change(args.options()), "Replication changed");
    };
  }

  private static Plan told(Optional<Value.Dict> row, String flag, String role) {
    TaskResult result = TaskResult.of(flag, row.isPresent(), "queries", List.of());
    if (row.isEmpty()) {
      return Plan.same(result.with("msg", "Server is not configured as mysql " + role));
    }
    for (Map.Entry<Value, Value> e : row.get().entries().entrySet()) {
      String text = ValueText.plain(e.getValue());
      boolean number = text.matches("-?\\d{1,18}");
      result = result.with(ValueText.plain(e.getKey()), number ? Long.valueOf(text) : e.getValue());
    }
    return Plan.same(result);
  }

  private static Plan turned(Args args, HostView host, Replication replication, boolean on) {
    Optional<Value.Dict> replica = replication.replica(host);
    boolean same = replica.map(r -> Replication.runs(r, on)).orElse(!on);
    if (same) {
      String msg = on ? "Replica already started" : "Replica already stopped";
      return Plan.same(TaskResult.of("msg", msg, "queries", List.of()));
    }
    String statement = replication.copying(on ? "START" : "STOP");
    return done(args, host, statement, on ? "Replica started" : "Replica stopped");
  }

  private static Plan done(Args args, HostView host, String statement, String msg) {
    Effect.Run run =
        args.connection()
            .client()
            .run(host, List.of(statement), msg.toLowerCase(java.util.Locale.ROOT));
    String shown = Replication.shown(statement, args.primaryPassword());
    TaskResult result = TaskResult.of("msg", msg, "queries", List.of(shown));
    if (args.failOnError()) {
      return Plan.change(List.of(run), result);
    }
    Effect.Run lenient =
        new Effect.Run(run.command(), run.why(), run.touches(), run.predicts(), Set.of(0, 1));
    return new Plan.Perhaps(
        List.of(lenient),
        outcomes ->
            outcomes.getFirst().output().ok()
                ? result.changed(true)
                : result.changed(false).with("msg", outcomes.getFirst().output().err().strip()),
        "until the server has been asked for it");
  }
}
