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

/**
 * The host's psql. Statements reach it by its standard input and the password by its environment,
 * so neither is ever seen in a list of processes.
 *
 * @param server its name; empty or {@code localhost} with a socket is that socket
 * @param settings libpq's variables (libpq's chapter on the environment)
 */
public record PsqlClient(
    String user,
    Optional<Secret> password,
    String server,
    int port,
    Optional<HostPath> socket,
    Map<String, String> settings) {
  /** What a server holds. */
  public static final Resource SERVER = Resource.topic("postgresql");

  private static final Set<Resource> ABOUT = Set.of(SERVER, Resource.UNITS, Resource.PACKAGE_SET);

  /** The parameters of a connection that have a variable of their own. */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("application_name", "PGAPPNAME"),
          Map.entry("channel_binding", "PGCHANNELBINDING"),
          Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
          Map.entry("gssencmode", "PGGSSENCMODE"),
          Map.entry("hostaddr", "PGHOSTADDR"),
          Map.entry("krbsrvname", "PGKRBSRVNAME"),
          Map.entry("options", "PGOPTIONS"),
          Map.entry("passfile", "PGPASSFILE"),
          Map.entry("requirepeer", "PGREQUIREPEER"),
          Map.entry("service", "PGSERVICE"),
          Map.entry("sslcert", "PGSSLCERT"),
          Map.entry("sslcrl", "PGSSLCRL"),
          Map.entry("sslkey", "PGSSLKEY"),
          Map.entry("sslmode", "PGSSLMODE"),
          Map.entry("sslrootcert", "PGSSLROOTCERT"),
          Map.entry("target_session_attrs", "PGTARGETSESSIONATTRS"));

  public PsqlClient {
    settings = Map.copyOf(settings);
  }

  /**
   * libpq's variables for parameters of a connection.
   *
   * @throws IllegalArgumentException for one that has none
   */
  public static Map<String, String> variables(Map<String, String> parameters) {
    Map<String, String> out = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          String variable = VARIABLES.get(name);
          if (variable == null) {
            throw new IllegalArgumentException(
                "connect_params knows %s, not %s"
                    .formatted(
                        String.join(", ", VARIABLES.keySet().stream().sorted().toList()), name));
          }
          out.put(variable, value);
        });
    return out;
  }

  /** A text as SQL writes it. */
  public static String quoted(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** A name of a database, role or table as SQL writes it. */
  public static String name(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A name of several parts, such as a parameter of an extension's. */
  public static String dotted(String text) {
    return String.join(".", Arrays.stream(text.split("\\.", -1)).map(PsqlClient::name).toList());
  }

  /**
   * The rows that statements give, their fields as text.
   *
   * @throws ModuleFailure when the server cannot be asked, or does not take them
   */
  public List<List<String>> rows(HostView host, String database, String statements) {
    return told(ask(host, database, statements));
  }

  private static List<List<String>> told(CommandOutput output) {
    if (!output.ok()) {
      // 2: no connection came about (psql(1)).
      String what = output.status() == 2 ? "unable to connect to database: " : "";
      throw new ModuleFailure(what + output.err().strip());
    }
    return parsed(output.out());
  }

  /** What came of statements, also where one of them failed (3, psql(1)). */
  public CommandOutput ask(HostView host, String database, String statements) {
    return ask(host, database, statements, ABOUT);
  }

  private CommandOutput ask(
      HostView host, String database, String statements, Set<Resource> about) {
    if (host.known(new Probe.Tool("psql")).isEmpty()) {
      throw new ModuleFailure("psql is not on this host; install PostgreSQL's client");
    }
    return host.known(
        new Probe.Query(argv(), environment(database), Blob.of(statements + "\n"), about));
  }

  /**
   * The same rows of what changes by itself.
   *
   * @throws ModuleFailure when the server cannot be asked, or does not take the statements
   */
  public List<List<String>> rowsNow(HostView host, String database, String statements) {
    Set<Resource> about = new HashSet<>(ABOUT);
    about.add(Resource.CLOCK);
    return told(ask(host, database, statements, about));
  }

  /** Comma-separated values as psql writes them (RFC 4180): a name may hold a line break. */
  public static List<List<String>> parsed(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
        if (doubled) {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else {
        field.append(c);
      }
    }
    return rows;
  }

  /** Statements to carry out, each on its own. */
  public Effect.Run run(String database, List<String> statements, String why) {
    return Effect.Run.of(
        Command.of(argv())
            .withEnvironment(environment(database))
            .withStdin(Blob.of(String.join(";\n", statements) + ";\n")),
        why,
        Set.of(SERVER));
  }

  /** A script for psql to carry out, whose output tells of columns and of what was done. */
  public Command telling(String database, String script, String none) {
    List<String> argv = argv(List.of("--csv", "--pset=null=" + none));
    return Command.of(argv).withEnvironment(environment(database)).withStdin(Blob.of(script));
  }

  private List<String> argv() {
    return argv(List.of("-q", "-t", "--csv"));
  }

  private List<String> argv(List<String> manner) {
    List<String> argv = new ArrayList<>(List.of("psql", "-X", "-v", "ON_ERROR_STOP=1"));
    argv.addAll(manner);
    argv.addAll(login());
    return argv;
  }

  /** The words by which each of PostgreSQL's programs knows who logs in where. */
  public List<String> login() {
    List<String> argv = new ArrayList<>(List.of("--username=" + user, "--port=" + port));
    boolean here = server.isEmpty() || server.equals("localhost");
    if (here && socket.isPresent()) {
      argv.add("--host=" + socket.get().text());
    } else if (!server.isEmpty()) {
      argv.add("--host=" + server);
    }
    argv.add("--no-password");
    return argv;
  }

  /** What the programs find in their environment: the database and the password, too. */
  public Map<String, String> environment(String database) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("LC_ALL", "C.UTF-8");
    // As an option it could be a whole connection string.
    out.put("PGDATABASE", database);
    out.put("PGCLIENTENCODING", "UTF8");
    out.putAll(settings);
    password.ifPresent(p -> out.put("PGPASSWORD", p.reveal()));
    return out;
  }
}
