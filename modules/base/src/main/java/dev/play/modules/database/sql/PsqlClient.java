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
 */
public record PsqlClient(
    String user, Optional<Secret> password, String server, int port, Optional<HostPath> socket) {
  /** What a server holds. */
  public static final Resource SERVER = Resource.topic("postgresql");

  private static final Set<Resource> ABOUT = Set.of(SERVER, Resource.UNITS, Resource.PACKAGE_SET);

  /** A text as SQL writes it. */
  public static String quoted(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** A name of a database, role or table as SQL writes it. */
  public static String name(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * The rows that statements give, their fields as text.
   *
   * @throws ModuleFailure when the server cannot be asked, or does not take them
   */
  public List<List<String>> rows(HostView host, String database, String statements) {
    if (host.known(new Probe.Tool("psql")).isEmpty()) {
      throw new ModuleFailure("psql is not on this host; install PostgreSQL's client");
    }
    CommandOutput output =
        host.known(
            new Probe.Query(argv(), environment(database), Blob.of(statements + "\n"), ABOUT));
    if (!output.ok()) {
      // 2: no connection came about (psql(1)).
      String what = output.status() == 2 ? "unable to connect to database: " : "";
      throw new ModuleFailure(what + output.err().strip());
    }
    return parsed(output.out());
  }

  /** Comma-separated values as psql writes them (RFC 4180): a name may hold a line break. */
  static List<List<String>> parsed(String csv) {
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

  private List<String> argv() {
    List<String> argv =
        new ArrayList<>(List.of("psql", "-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1"));
    argv.addAll(List.of("--username=" + user, "--port=" + port));
    boolean here = server.isEmpty() || server.equals("localhost");
    if (here && socket.isPresent()) {
      argv.add("--host=" + socket.get().text());
    } else if (!server.isEmpty()) {
      argv.add("--host=" + server);
    }
    argv.add("--no-password");
    return argv;
  }

  private Map<String, String> environment(String database) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("LC_ALL", "C.UTF-8");
    // As an option it could be a whole connection string.
    out.put("PGDATABASE", database);
    out.put("PGCLIENTENCODING", "UTF8");
    password.ifPresent(p -> out.put("PGPASSWORD", p.reveal()));
    return out;
  }
}
