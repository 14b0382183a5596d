package dev.play.modules.database.sql;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of statements that make databases; {@code .gz}, {@code .bz2} and {@code .xz} are packed.
 *
 * @param databases their names; {@code all} alone for every one
 * @param directory where the programs run
 */
public record MysqlDump(
    MysqlClient client, List<String> databases, HostPath file, Optional<HostPath> directory) {
  private static final String DUMP =
      """
      target=$1 packer=$2
      shift 2
      umask 077
      trap 'rm -f -- "$target.part" "$target.packed"' EXIT
      "$@" > "$target.part" || exit
      [ -z "$packer" ] || { "$packer" -c < "$target.part" > "$target.packed" && mv -f -- "$target.packed" "$target.part"; } || exit
      if [ -c "$target" ]; then cat < "$target.part" > "$target"; else mv -f -- "$target.part" "$target"; fi
      """;

  // The status of what unpacks counts, too.
  private static final String LOAD =
      """
      target=$1 packer=$2
      shift 2
      [ -n "$packer" ] || exec "$@" < "$target"
      exec 4>&1
      status=$({ { "$packer" -dc < "$target"; echo $? >&3; } | "$@" >&4; } 3>&1) || exit
      exit "$status"
      """;

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  public MysqlDump {
    databases = List.copyOf(databases);
  }

  private boolean isAll() {
    return databases.equals(List.of("all"));
  }

  /**
   * The option that has a dump tell its place in the server's binary log.
   *
   * @param how 1 as a statement, 2 as a remark
   */
  public static String place(HostView host, int how) {
    String program = MysqlClient.program(host, "mysqldump", "mariadb-dump");
    CommandOutput told =
        host.known(
            Probe.Query.of(Set.of(Resource.PACKAGES, Resource.PACKAGE_SET), program, "--version"));
    Matcher version = VERSION.matcher(told.out());
    // MySQL 8.0.26 has it under this name, too, and MySQL 9 under no other.
    boolean source =
        !told.out().contains("MariaDB")
            && version.find()
            && number(version.group(1)) * 10_000 + number(version.group(3)) >= 80_026;
    return (source ? "--source-data=" : "--master-data=") + how;
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  /** What makes it. */
  public Effect dump(HostView host, List<String> options) {
    List<String> argv =
        new ArrayList<>(client.argv(MysqlClient.program(host, "mysqldump", "mariadb-dump")));
    argv.addAll(options);
    if (isAll()) {
      argv.add("--all-databases");
    } else {
      argv.addAll(List.of("--databases", "--"));
      argv.addAll(databases);
    }
    return run(DUMP, argv, "dump " + String.join(" ", databases), Set.of(Resource.path(file)));
  }

  /** What carries its statements out. */
  public Effect load(HostView host, List<String> options) {
    List<String> argv = new ArrayList<>(client.argv(MysqlClient.program(host, "mysql", "mariadb")));
    argv.addAll(options);
    if (!isAll()) {
      argv.add("--database=" + databases.getFirst());
    }
    return run(LOAD, argv, "import " + file, Set.of(MysqlClient.SERVER));
  }

  private Effect run(String script, List<String> argv, String why, Set<Resource> touches) {
    List<String> all = new ArrayList<>(List.of(file.text(), packing().word()));
    all.addAll(argv);
    Command command =
        Command.script(script, all.toArray(String[]::new)).withEnvironment(client.environment());
    return Effect.Run.of(directory.map(command::in).orElse(command), why, touches);
  }

  /** The program that packs or unpacks it, if any. */
  public Optional<String> needs() {
    return packing().program();
  }

  private Packing packing() {
    return new Packing(file);
  }
}
