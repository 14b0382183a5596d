package dev.play.modules.database;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
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
    summary = "Makes and removes PostgreSQL databases.",
    example = "postgresql_db: {name: shop, owner: shop, encoding: UTF-8, template: template0}")
public final class PostgresqlDb implements Module<PostgresqlDb.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the database", aliases = "db") String name,
      @Param("whose it is") Optional<String> owner,
      @Param("what a new one is copied from") Optional<String> template,
      @Param("its encoding") Optional<String> encoding,
      @Param("its order of texts") Optional<String> lcCollate,
      @Param("its kinds of characters") Optional<String> lcCtype,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "end what is connected to one that goes", def = "false") boolean force,
      @Param(value = "database to connect to", def = "postgres") String maintenanceDb,
      @Param(value = "who logs in", aliases = "login", def = "postgres") String loginUser,
      @Param("the password for that") Optional<Secret> loginPassword,
      @Param(value = "where the server is", aliases = "host", def = "") String loginHost,
      @Param(value = "its port", aliases = "port", def = "5432") int loginPort,
      @Param(value = "directory of its socket", aliases = "unix_socket")
          Optional<HostPath> loginUnixSocket) {
    PsqlClient client() {
      return new PsqlClient(loginUser, loginPassword, loginHost, loginPort, loginUnixSocket);
    }
  }

  /** Whether a database is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(PsqlClient.SERVER);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String question =
        "SELECT pg_get_userbyid(datdba), datcollate, datctype, pg_encoding_to_char(encoding),"
            + " encoding = pg_char_to_encoding(%s) FROM pg_database WHERE datname = %s;"
                .formatted(
                    PsqlClient.quoted(args.encoding().orElse("")), PsqlClient.quoted(args.name()));
    List<List<String>> found = args.client().rows(host, args.maintenanceDb(), question);
    String name = PsqlClient.name(args.name());
    if (args.state() == State.ABSENT) {
      String drop = "DROP DATABASE " + name + (args.force() ? " WITH (FORCE)" : "");
      return found.isEmpty() ? done(args, List.of(), "") : done(args, List.of(drop), "remove");
    }
    if (found.isEmpty()) {
      return done(args, List.of(create(args, name)), "make");
    }
    List<String> is = found.getFirst();
    refuse("encoding", args.encoding().filter(e -> !is.get(4).equals("t")), is.get(3));
    refuse("LC_COLLATE", args.lcCollate().filter(c -> !c.equals(is.get(1))), is.get(1));
    refuse("LC_CTYPE", args.lcCtype().filter(c -> !c.equals(is.get(2))), is.get(2));
    if (args.owner().filter(o -> !o.equals(is.getFirst())).isPresent()) {
      String give = "ALTER DATABASE " + name + " OWNER TO " + PsqlClient.name(args.owner().get());
      return done(args, List.of(give), "give away");
    }
    return done(args, List.of(), "");
  }

  private static void refuse(String what, Optional<String> other, String now) {
    if (other.isPresent()) {
      throw new ModuleFailure(
          "Changing database %s is not supported. Current: %s, wanted: %s"
              .formatted(what, now, other.get()));
    }
  }

  private static String create(Args args, String name) {
    StringBuilder out = new StringBuilder("CREATE DATABASE ").append(name);
    args.owner().ifPresent(o -> out.append(" OWNER ").append(PsqlClient.name(o)));
    args.template().ifPresent(t -> out.append(" TEMPLATE ").append(PsqlClient.name(t)));
    args.encoding().ifPresent(e -> out.append(" ENCODING ").append(PsqlClient.quoted(e)));
    args.lcCollate().ifPresent(c -> out.append(" LC_COLLATE ").append(PsqlClient.quoted(c)));
    args.lcCtype().ifPresent(c -> out.append(" LC_CTYPE ").append(PsqlClient.quoted(c)));
    return out.toString();
  }

  private static Plan done(Args args, List<String> statements, String verb) {
    TaskResult result = TaskResult.of("db", args.name(), "executed_commands", statements);
    return statements.isEmpty()
        ? Plan.same(result)
        : Plan.change(
            List.of(
                args.client()
                    .run(args.maintenanceDb(), statements, verb + " database " + args.name())),
            result);
  }
}
