package dev.play.modules.database;

import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ShellWords;
import dev.play.modules.database.sql.MysqlArguments;
import dev.play.modules.database.sql.MysqlClient;
import dev.play.modules.database.sql.MysqlDump;
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
      @Param("directory to work in while dumping and importing") Optional<HostPath> chdir,
      @Param(value = "dump within one transaction", def = "false") boolean singleTransaction,
      @Param(value = "dump row by row instead of by whole tables", def = "true") boolean quick,
      @Param(value = "dump without locks", def = "false") boolean skipLockTables,
      @Param(value = "dump what is no text as hexadecimal numbers", def = "false") boolean hexBlob,
      @Param(value = "tables that are not dumped, as DATABASE.TABLE", def = "")
          List<String> ignoreTables,
      @Param(
              value =
                  "a dump tells its place in the server's binary log: 1 as a statement, 2 as a"
                      + " remark",
              def = "0",
              choices = {"0", "1", "2"})
          int masterData,
      @Param("further words for the program that dumps") Optional<String> dumpExtraArgs,
      @Param(value = "go on behind mistakes while dumping and importing", def = "false")
          boolean force,
      @Param(value = "the server's binary log is told", def = "true") boolean sqlLogBin,
      @Param(value = "fail where a program that packs fails; that is so in any case", def = "false")
          boolean pipefail,
      @Param(value = "of no meaning here: files are unpacked as they are read", def = "false")
          boolean useShell,
      @Param(value = "of no meaning here: passwords are in no command line", def = "false")
          boolean unsafeLoginPassword,
      @Param(value = "root without a password logs in where the server lets it", def = "false")
          boolean checkImplicitAdmin,
      @Param(value = "config_file counts more than defaults; that is so in any case", def = "false")
          boolean configOverridesDefaults,
      @Param(value = "read no other files of options than config_file", def = "false")
          boolean restrictConfigFile,
      MysqlArguments connection) {
    public Args {
      ShellWords.split(dumpExtraArgs.orElse(""));
    }

    MysqlClient client(HostView host) {
      MysqlClient client = connection.client(host, checkImplicitAdmin);
      return restrictConfigFile ? client.withoutOtherFiles() : client;
    }

    List<String> dumpOptions(HostView host) {
      List<String> out = new ArrayList<>(ShellWords.split(dumpExtraArgs.orElse("")));
      if (singleTransaction) {
        out.add("--single-transaction=true");
      }
      out.add(quick ? "--quick" : "--skip-quick");
      if (skipLockTables) {
        out.add("--skip-lock-tables");
      }
      if (hexBlob) {
        out.add("--hex-blob");
      }
      if (force) {
        out.add("--force");
      }
      ignoreTables.forEach(t -> out.add("--ignore-table=" + t));
      if (masterData > 0) {
        out.add(MysqlDump.place(host, masterData));
      }
      return out;
    }

    HostPath file() {
      HostPath file = target.orElseThrow();
      return chdir.filter(d -> !file.isAbsolute()).map(d -> d.child(file.text())).orElse(file);
    }

    List<String> loadOptions() {
      List<String> out = new ArrayList<>();
      if (force) {
        out.add("--force");
      }
      if (!sqlLogBin) {
        out.add("--init-command=SET SQL_LOG_BIN=0");
      }
      return out;
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
      case DUMP ->
          Plan.change(List.of(file(args, host).dump(host, args.dumpOptions(host))), result);
      case IMPORT -> {
        HostPath target = args.file();
        if (!host.known(new Probe.FileAt(target, true)).exists()) {
          throw new ModuleFailure("target " + target + " does not exist on the host");
        }
        yield Plan.change(List.of(file(args, host).load(host, args.loadOptions())), result);
      }
    };
  }

  private static MysqlDump file(Args args, HostView host) {
    MysqlDump dump = new MysqlDump(args.client(host), args.name(), args.file(), args.chdir());
    dump.needs()
        .filter(packer -> host.known(new Probe.Tool(packer)).isEmpty())
        .ifPresent(
            packer -> {
              throw new ModuleFailure(packer + " is not on this host");
            });
    return dump;
  }

  private static Plan changed(Args args, HostView host, TaskResult result) {
    MysqlClient client = args.client(host);
    List<String> there = client.rows(host, "SHOW DATABASES").stream().map(List::getFirst).toList();
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
    if (!args.sqlLogBin()) {
      statements.addFirst("SET SQL_LOG_BIN=0");
    }
    String why = (wanted ? "make database " : "remove database ") + String.join(" ", args.name());
    return Plan.change(List.of(client.run(host, statements, why)), told);
  }

  private static String create(Args args, String name) {
    return "CREATE DATABASE "
        + MysqlClient.name(name)
        + (args.encoding().isEmpty() ? "" : " CHARACTER SET " + MysqlClient.quoted(args.encoding()))
        + (args.collation().isEmpty() ? "" : " COLLATE " + MysqlClient.quoted(args.collation()));
  }
}
