package dev.play.modules.database.sql;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.modules.base.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file or directory that holds a database. Its name tells the form: {@code .tar}, {@code .pgc}
 * and {@code .dir} are pg_dump's own, all else is SQL, packed for {@code .gz}, {@code .bz2} and
 * {@code .xz}.
 */
public record PostgresqlDump(PsqlArguments connection, String database, HostPath file) {
  // What is not whole never has the name of the whole.
  private static final String DUMP =
      """
      target=$1 packer=$2
      shift 2
      umask 077
      trap 'rm -f -- "$target.part" "$target.packed"' EXIT
      "$@" > "$target.part" || exit
      [ -z "$packer" ] || { "$packer" -c < "$target.part" > "$target.packed" && mv -f -- "$target.packed" "$target.part"; } || exit
      if [ -c "$target" ]; then cat -- "$target.part" > "$target"; else mv -f -- "$target.part" "$target"; fi
      """;

  private static final String UNPACKED =
      """
      target=$1 packer=$2
      shift 2
      exec 4>&1
      status=$({ { "$packer" -dc -- "$target"; echo $? >&3; } | "$@" >&4; } 3>&1) || exit
      exit "$status"
      """;

  /** The program that makes it, or that reads it. */
  public String tool(boolean dumps) {
    return dumps ? "pg_dump" : form().isEmpty() ? "psql" : "pg_restore";
  }

  /**
   * What pg_dump is called with.
   *
   * @param more further words of it, as a shell quotes them
   */
  public Effect.Run dump(String more) {
    List<String> argv = new ArrayList<>(List.of("pg_dump"));
    connection.sessionRole().ifPresent(r -> argv.add("--role=" + r));
    argv.addAll(connection.client().login());
    argv.addAll(ShellWords.split(more));
    String form = form();
    if (!form.isEmpty()) {
      argv.add("--format=" + form);
    }
    boolean tree = form.equals("d");
    if (tree) {
      argv.add("--file=" + file.text());
    }
    return run(
        tree ? Command.of(argv) : Command.script(DUMP, with(file, packing().word(), argv)),
        "dump database " + database,
        Set.of(tree ? new Resource.Tree(file) : Resource.path(file)));
  }

  /**
   * What brings its content into the database, which has to be there.
   *
   * @param more further words of psql or pg_restore
   */
  public Effect.Run restore(String more) {
    List<String> words = ShellWords.split(more);
    boolean sql = form().isEmpty();
    List<String> argv = new ArrayList<>(List.of(tool(false)));
    argv.addAll(connection.client().login());
    argv.addAll(words);
    if (!sql) {
      argv.add("--format=" + form());
      // As a connection string, for else a name could be one.
      argv.add("--dbname=dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'");
      connection.sessionRole().ifPresent(r -> argv.add("--role=" + r));
      argv.add(file.operand());
    } else {
      argv.addAll(1, List.of("--no-psqlrc", "--quiet"));
      connection.sessionRole().ifPresent(r -> argv.add("--command=SET ROLE " + PsqlClient.name(r)));
      argv.add(needs().isEmpty() ? "--file=" + file.text() : "--file=-");
    }
    return run(
        needs().isEmpty()
            ? Command.of(argv)
            : Command.script(UNPACKED, with(file, packing().word(), argv)),
        "restore database " + database,
        Set.of(PsqlClient.SERVER));
  }

  private Effect.Run run(Command command, String why, Set<Resource> touches) {
    return Effect.Run.of(
        command.withEnvironment(connection.client().environment(database)), why, touches);
  }

  private static String[] with(HostPath file, String packer, List<String> argv) {
    List<String> all = new ArrayList<>(List.of(file.text(), packer));
    all.addAll(argv);
    return all.toArray(String[]::new);
  }

  private String form() {
    String name = file.name();
    return name.endsWith(".tar")
        ? "t"
        : name.endsWith(".pgc") ? "c" : name.endsWith(".dir") ? "d" : "";
  }

  /** The program that packs or unpacks it, if any. */
  public Optional<String> needs() {
    return packing().program();
  }

  private Packing packing() {
    return new Packing(file);
  }
}
