package dev.play.modules.database;

import dev.play.host.Effect;
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
import dev.play.modules.database.sql.PostgresqlDatabase;
import dev.play.modules.database.sql.PostgresqlDump;
import dev.play.modules.database.sql.PsqlArguments;
import dev.play.modules.database.sql.PsqlClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Databases of PostgreSQL. Options and results as in {@code community.postgresql.postgresql_db}; no
 * Python is needed on the host, only psql.
 */
@ModuleDoc(
    name = "postgresql_db",
    also = "community.postgresql.postgresql_db",
    summary = "Makes, removes, renames, dumps and restores PostgreSQL databases.",
    example = "postgresql_db: {name: shop, owner: shop, encoding: UTF-8, template: template0}",
    requiredIf = {"state,dump,target", "state,restore,target", "state,rename,target"},
    notes =
        "psql goes on behind a statement of a restored file that fails, unless target_opts"
            + " say '-v ON_ERROR_STOP=1'.")
public final class PostgresqlDb implements Module<PostgresqlDb.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the database", aliases = "db") String name,
      @Param(value = "whose it is", def = "") String owner,
      @Param(value = "what a new one is copied from", def = "") String template,
      @Param(value = "its encoding", def = "") String encoding,
      @Param(value = "its order of texts", def = "") String lcCollate,
      @Param(value = "its kinds of characters", def = "") String lcCtype,
      @Param(value = "its locale of ICU", def = "") String icuLocale,
      @Param(value = "what orders its texts: icu, libc or builtin", def = "") String localeProvider,
      @Param(value = "connections at once; -1 for any number", def = "") String connLimit,
      @Param(value = "where its files are; pg_default is the usual place", def = "")
          String tablespace,
      @Param("a remark; an empty one takes it away") Optional<String> comment,
      @Param(value = "what it is to be, or what is done with it", def = "present") State state,
      @Param(value = "end what is connected to one that goes", def = "false") boolean force,
      @Param(
              "file of a dump (SQL; .gz, .bz2 and .xz are packed; .tar, .pgc and .dir are"
                  + " pg_dump's own forms), or the new name")
          Optional<HostPath> target,
      @Param(value = "further words for pg_dump, psql or pg_restore", def = "") String targetOpts,
      @Param(value = "further words for pg_dump", def = "") String dumpExtraArgs,
      @Param(value = "database to connect to", def = "postgres") String maintenanceDb,
      PsqlArguments connection) {
    public Args {
      if (!connLimit.isEmpty() && !connLimit.strip().matches("-1|\\d{1,9}")) {
        throw new IllegalArgumentException("conn_limit is a number, not '" + connLimit + "'");
      }
      if (!localeProvider.isEmpty() && !localeProvider.matches("(?i)icu|libc|builtin")) {
        throw new IllegalArgumentException("locale_provider is icu, libc or builtin");
      }
      ShellWords.split(targetOpts);
      ShellWords.split(dumpExtraArgs);
    }

    PostgresqlDatabase database() {
      return new PostgresqlDatabase(
          name,
          owner,
          template,
          encoding,
          lcCollate,
          lcCtype,
          icuLocale,
          localeProvider,
          connLimit.strip(),
          tablespace,
          comment);
    }
  }

  /** What is wanted. */
  public enum State {
    PRESENT,
    ABSENT,
    DUMP,
    RESTORE,
    RENAME
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.state() == State.DUMP
        ? args.target().<Set<Resource>>map(t -> Set.of(new Resource.Tree(t))).orElse(Set.of())
        : Set.of(PsqlClient.SERVER);
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(PsqlClient.SERVER, Resource.tree("/"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return switch (args.state()) {
      case PRESENT -> settled(args, host);
      case ABSENT -> {
        String drop =
            "DROP DATABASE " + PsqlClient.name(args.name()) + (args.force() ? " WITH (FORCE)" : "");
        yield isThere(args, host, args.name())
            ? done(args, List.of(drop), "remove")
            : done(args, List.of(), "");
      }
      case RENAME -> renamed(args, host);
      case DUMP, RESTORE -> carried(args, host);
    };
  }

  private static Plan settled(Args args, HostView host) {
    PostgresqlDatabase wanted = args.database();
    List<List<String>> found = rows(args, host, wanted.question());
    return found.isEmpty()
        ? done(args, wanted.create(), "make")
        : done(args, wanted.changes(found.getFirst()), "change");
  }

  private static Plan renamed(Args args, HostView host) {
    String target = args.target().orElseThrow().text();
    boolean before = isThere(args, host, args.name());
    boolean after = isThere(args, host, target);
    if (before && after) {
      return Plan.failed("Both databases are there: " + args.name() + " and " + target);
    }
    if (!before && !after) {
      return Plan.failed("Neither database is there: " + args.name() + " nor " + target);
    }
    String rename =
        "ALTER DATABASE " + PsqlClient.name(args.name()) + " RENAME TO " + PsqlClient.name(target);
    return done(args, before ? List.of(rename) : List.of(), "rename");
  }

  private static Plan carried(Args args, HostView host) {
    HostPath target = args.target().orElseThrow();
    boolean dumps = args.state() == State.DUMP;
    if (!dumps && !host.known(new Probe.FileAt(target, true)).exists()) {
      throw new ModuleFailure("target " + target + " is not on the host");
    }
    if (!isThere(args, host, args.name())) {
      throw new ModuleFailure("database \"" + args.name() + "\" does not exist");
    }
    PostgresqlDump dump = new PostgresqlDump(args.connection(), args.name(), target);
    Effect.Run run =
        dumps
            ? dump.dump(args.targetOpts() + " " + args.dumpExtraArgs())
            : dump.restore(args.targetOpts());
    String tool = dump.tool(dumps);
    if (host.known(new Probe.Tool(tool)).isEmpty()) {
      throw new ModuleFailure(tool + " is not on this host; install PostgreSQL's client");
    }
    dump.needs()
        .filter(packer -> host.known(new Probe.Tool(packer)).isEmpty())
        .ifPresent(
            packer -> {
              throw new ModuleFailure(packer + " is not on this host");
            });
    return Plan.run(
        List.of(run),
        outcomes ->
            TaskResult.of(
                "db", args.name(),
                "msg", outcomes.getFirst().output().out(),
                "stderr", outcomes.getFirst().output().err(),
                "rc", 0,
                "cmd", String.join(" ", run.command().argv())));
  }

  private static boolean isThere(Args args, HostView host, String name) {
    return !rows(
            args,
            host,
            "SELECT 1 FROM pg_database WHERE datname = " + PsqlClient.quoted(name) + ";")
        .isEmpty();
  }

  private static List<List<String>> rows(Args args, HostView host, String question) {
    return args.connection().client().rows(host, args.maintenanceDb(), question);
  }

  private static Plan done(Args args, List<String> statements, String verb) {
    TaskResult result = TaskResult.of("db", args.name(), "executed_commands", statements);
    return args.connection()
        .plan(args.maintenanceDb(), statements, verb + " database " + args.name(), result);
  }
}
