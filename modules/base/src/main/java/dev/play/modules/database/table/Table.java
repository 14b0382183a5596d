package dev.play.modules.database.table;

import dev.play.module.HostView;
import dev.play.modules.database.sql.PsqlClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as it is.
 *
 * @param space its tablespace; empty for the database's own
 * @param parameters its storage parameters, as {@code name=value}
 */
public record Table(String owner, String space, List<String> parameters) {
  private static final String QUESTION =
      """
      SELECT pg_get_userbyid(c.relowner), coalesce(t.spcname, ''),
        coalesce(array_to_string(c.reloptions, ' '), '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname = %s AND c.relname = %s;
      """;

  public Table {
    parameters = List.copyOf(parameters);
  }

  /** The one of a name, behind its schema and a dot or in public. */
  public static Optional<Table> named(
      String name, String database, PsqlClient client, HostView host) {
    List<String> parts = List.of(name.split("\\.", -1));
    String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : "public";
    String question =
        QUESTION.formatted(PsqlClient.quoted(schema), PsqlClient.quoted(parts.getLast()));
    return client.rows(host, database, question).stream()
        .findFirst()
        .map(r -> new Table(r.get(0), r.get(1), words(r.get(2))));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(w -> !w.isEmpty()).toList();
  }
}
