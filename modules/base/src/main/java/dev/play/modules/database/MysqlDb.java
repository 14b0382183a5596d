package dev.play.modules.database;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.database.sql.MysqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Databases of MySQL and MariaDB. Options and results as in {@code community.mysql.mysql_db}; no
 * Python is needed on the host, only its client.
 */
@ModuleDoc(
    name = "mysql_db",
    also = "community.mysql.mysql_db",
    summary = "Makes, removes, dumps and imports MySQL and MariaDB databases.",
    example = "mysql_db: {name: shop, encoding: utf8mb4}",
    requiredIf = {"state,dump,target", "state,import,target"})
public final class MysqlDb implements Module<MysqlDb.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "databases; all for a dump of every one", aliases = "db") List<String> name,
      @Param(value = "what they are to be, or what is done with them", def = "present") State state,
      @Param(value = "character set of a new one", def = "") String encoding,
      @Param(value = "collation of a new one", def = "") String collation,
      @Param("file of a dump; .gz, .bz2 and .xz are compressed") Optional<HostPath> target,
      @Param("who logs in; what the client's own files say when not given")
          Optional<String> loginUser,
      @Param("the password for that") Optional<Secret> loginPassword,
      @Param(value = "where the server is", def = "localhost") String loginHost,
      @Param(value = "its port", def = "3306") int loginPort,
      @Param("its socket") Optional<HostPath> loginUnixSocket,
      @Param("a file of options for the client") Optional<HostPath> configFile,
      @Param(value = "seconds to try to connect", def = "30") int connectTimeout,
      @Param(value = "dump within one transaction", def = "false") boolean singleTransaction) {
    MysqlClient client() {
      return new MysqlClient(
          loginUser,
          loginPassword,
          loginHost,
          loginPort,
          loginUnixSocket,
          configFile,
          connectTimeout);
    }
  }

  /** What is wanted. */
  public enum State {
    PRESENT,
    ABSENT,
    DUMP,
    IMPORT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        MysqlClient.SERVER,
        args.target().map(Resource::path).orElse(Resource.tree("/var/lib/mysql")));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TaskResult result = TaskResult.of("db", String.join(" ", args.name()), "db_list", args.name());
    return switch (args.state()) {
      case PRESENT, ABSENT -> changed(args, host, result);
      case DUMP -> Plan.change(List.of(dump(args, host)), result);
      case IMPORT -> Plan.change(List.of(load(args, host)), result);
    };
  }

  private static Plan changed(Args args, HostView host, TaskResult result) {
    List<String> there =
        args.client().rows(host, "SHOW DATABASES").stream().map(List::getFirst).toList();
    boolean wanted = args.state() == State.PRESENT;
    List<String> statements = new ArrayList<>();
    for (String name : args.name()) {
      if (there.contains(name) != wanted) {
        statements.add(wanted ? create(args, name) : "DROP DATABASE " + MysqlClient.name(name));
      }
    }
    TaskResult told = result.with("executed_commands", statements);
    if (statements.isEmpty()) {
      return Plan.same(told);
    }
    String why = (wanted ? "make database " : "remove database ") + String.join(" ", args.name());
    return Plan.change(List.of(args.client().run(host, statements, why)), told);
  }

  private static String create(Args args, String name) {
    return "CREATE DATABASE "
        + MysqlClient.name(name)
        + (args.encoding().isEmpty() ? "" : " CHARACTER SET " + MysqlClient.quoted(args.encoding()))
        + (args.collation().isEmpty() ? "" : " COLLATE " + MysqlClient.quoted(args.collation()));
  }

  private static Effect dump(Args args, HostView host) {
    MysqlClient client = args.client();
    List<String> argv =
        new ArrayList<>(client.argv(MysqlClient.program(host, "mysqldump", "mariadb-dump")));
    if (args.singleTransaction()) {
      argv.add("--single-transaction=true");
    }
    if (args.name().equals(List.of("all"))) {
      argv.add("--all-databases");
    } else {
      argv.addAll(List.of("--databases", "--"));
      argv.addAll(args.name());
    }
    HostPath target = args.target().orElseThrow();
    String script =
        """
        target=$1 packer=$2
        shift 2
        umask 077
        "$@" > "$target.part" || { rm -f -- "$target.part"; exit 1; }
        if [ -n "$packer" ]; then "$packer" -c < "$target.part" > "$target" && rm -f -- "$target.part"; else mv -- "$target.part" "$target"; fi
        """;
    return Effect.Run.of(
        Command.script(script, with(target.text(), packer(target), argv))
            .withEnvironment(client.environment()),
        "dump " + String.join(" ", args.name()),
        Set.of(Resource.path(target)));
  }

  private static Effect load(Args args, HostView host) {
    HostPath target = args.target().orElseThrow();
    FileInfo file = host.known(new Probe.FileAt(target, true));
    if (!file.exists()) {
      throw new ModuleFailure("target " + target + " does not exist on the host");
    }
    MysqlClient client = args.client();
    List<String> argv = new ArrayList<>(client.argv(MysqlClient.program(host, "mysql", "mariadb")));
    if (!args.name().equals(List.of("all"))) {
      argv.add("--database=" + args.name().getFirst());
    }
    String script =
        """
        target=$1 packer=$2
        shift 2
        if [ -n "$packer" ]; then "$packer" -dc -- "$target" | "$@"; else "$@" < "$target"; fi
        """;
    return Effect.Run.of(
        Command.script(script, with(target.text(), packer(target), argv))
            .withEnvironment(client.environment()),
        "import " + target,
        Set.of(MysqlClient.SERVER));
  }

  private static String[] with(String target, String packer, List<String> argv) {
    List<String> all = new ArrayList<>(List.of(target, packer));
    all.addAll(argv);
    return all.toArray(String[]::new);
  }

  private static String packer(HostPath target) {
    String name = target.name();
    return name.endsWith(".gz")
        ? "gzip"
        : name.endsWith(".bz2") ? "bzip2" : name.endsWith(".xz") ? "xz" : "";
  }
}
