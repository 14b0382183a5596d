package dev.play.modules.database.sql;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host's mysql or mariadb client. Statements reach it by its standard input and the password by
 * its environment, so neither is ever seen in a list of processes.
 *
 * @param user who logs in; what the client's own files say where it is empty
 * @param config a file of options beside those that the client reads anyway
 * @param more further options of the client
 */
public record MysqlClient(
    Optional<String> user,
    Optional<Secret> password,
    String server,
    int port,
    Optional<HostPath> socket,
    Optional<HostPath> config,
    int connectTimeout,
    List<String> more) {
  /** What a server holds. */
  public static final Resource SERVER = Resource.topic("mysql");

  // Stands for an option that has to be the first one.
  private static final String ONLY = "--defaults-file";

  private static final Pattern ESCAPED = Pattern.compile("\\\\([nt0\\\\])");

  private static final Set<Resource> ABOUT =
      Set.of(SERVER, Resource.UNITS, Resource.PACKAGE_SET, Resource.tree("/root/.my.cnf"));

  public MysqlClient {
    more = List.copyOf(more);
  }

  /** Without further options. */
  public MysqlClient(
      Optional<String> user,
      Optional<Secret> password,
      String server,
      int port,
      Optional<HostPath> socket,
      Optional<HostPath> config,
      int connectTimeout) {
    this(user, password, server, port, socket, config, connectTimeout, List.of());
  }

  /** The same with further options. */
  public MysqlClient with(List<String> options) {
    List<String> all = new ArrayList<>(more);
    all.addAll(options);
    return new MysqlClient(user, password, server, port, socket, config, connectTimeout, all);
  }

  /** The same, that reads no other file of options than its own. */
  public MysqlClient withoutOtherFiles() {
    return with(List.of(ONLY));
  }

  /**
   * Options for a connection with TLS.
   *
   * @param checkHostname whether the server's name has to be in its certificate; as the client does
   *     it where empty
   */
  public static List<String> tls(
      Optional<HostPath> ca,
      Optional<HostPath> certificate,
      Optional<HostPath> key,
      Optional<Boolean> checkHostname) {
    List<String> out = new ArrayList<>();
    ca.ifPresent(f -> out.add("--ssl-ca=" + f));
    certificate.ifPresent(f -> out.add("--ssl-cert=" + f));
    key.ifPresent(f -> out.add("--ssl-key=" + f));
    checkHostname.ifPresent(c -> out.add("--loose-ssl-verify-server-cert=" + (c ? 1 : 0)));
    return out;
  }

  /** A text as SQL writes it. */
  public static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** A name of a database, table or column as SQL writes it. */
  public static String name(String text) {
    return "`" + text.replace("`", "``") + "`";
  }

  /**
   * The rows that a statement gives, their fields as text.
   *
   * @throws ModuleFailure when the server cannot be asked
   */
  public List<List<String>> rows(HostView host, String statement) {
    CommandOutput output = ask(host, statement);
    if (!output.ok()) {
      throw new ModuleFailure(
          "unable to connect to database, check login_user and login_password are correct or"
              + " that the client's own files have the credentials: "
              + output.err().strip());
    }
    return output
        .out()
        .lines()
        .map(l -> Arrays.stream(l.split("\t", -1)).map(MysqlClient::plain).toList())
        .toList();
  }

  /** A field as the client's --batch writes it: a backslash and n for a line break, and such. */
  private static String plain(String field) {
    return ESCAPED
        .matcher(field)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    switch (m.group(1)) {
                      case "n" -> "\n";
                      case "t" -> "\t";
                      case "0" -> "\0";
                      default -> m.group(1);
                    }));
  }

  /** What came of a statement, also when it failed. */
  public CommandOutput ask(HostView host, String statement) {
    return ask(host, statement, List.of("--batch", "--skip-column-names"), ABOUT);
  }

  /** The same of what changes by itself, in the form that {@link MysqlResults#sets} reads. */
  public CommandOutput askXml(HostView host, String statement) {
    Set<Resource> about = new HashSet<>(ABOUT);
    about.add(Resource.CLOCK);
    return ask(host, statement, List.of("--xml"), about);
  }

  private CommandOutput ask(
      HostView host, String statement, List<String> manner, Set<Resource> about) {
    List<String> argv = new ArrayList<>(argv(program(host, "mysql", "mariadb")));
    argv.addAll(manner);
    return host.known(new Probe.Query(argv, environment(), Blob.of(statement + ";\n"), about));
  }

  /** Statements to carry out. */
  public Effect.Run run(HostView host, List<String> statements, String why) {
    Command command =
        Command.of(argv(program(host, "mysql", "mariadb")))
            .withEnvironment(environment())
            .withStdin(Blob.of(String.join(";\n", statements) + ";\n"));
    return Effect.Run.of(command, why, Set.of(SERVER));
  }

  /** The start of a call of a client program: its name and how it logs in. */
  public List<String> argv(String program) {
    List<String> argv = new ArrayList<>(List.of(program));
    // Has to be the first option.
    String files = more.contains(ONLY) ? "--defaults-file=" : "--defaults-extra-file=";
    config.ifPresent(file -> argv.add(files + file.text()));
    user.ifPresent(u -> argv.add("--user=" + u));
    if (socket.isPresent()) {
      argv.add("--socket=" + socket.get().text());
    } else if (!server.equals("localhost")) {
      argv.addAll(List.of("--host=" + server, "--port=" + port));
    }
    if (connectTimeout != 30) {
      argv.add("--connect-timeout=" + connectTimeout);
    }
    more.stream().filter(option -> !option.equals(ONLY)).forEach(argv::add);
    return argv;
  }

  /** The first of these programs that the host has. */
  public static String program(HostView host, String first, String second) {
    host.need(List.of(new Probe.Tool(first), new Probe.Tool(second)));
    if (host.known(new Probe.Tool(first)).isPresent()) {
      return first;
    }
    if (host.known(new Probe.Tool(second)).isPresent()) {
      return second;
    }
    throw new ModuleFailure("neither " + first + " nor " + second + " is on this host");
  }

  /** The password, for the client. */
  public Map<String, String> environment() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("LC_ALL", "C.UTF-8");
    password.ifPresent(p -> out.put("MYSQL_PWD", p.reveal()));
    return out;
  }
}
