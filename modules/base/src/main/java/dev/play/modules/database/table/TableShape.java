package dev.play.modules.database.table;

import dev.play.module.Param;
import dev.play.modules.database.sql.PsqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a table is to be like. */
public record TableShape(
    @Param("where it is kept") Optional<String> tablespace,
    @Param("the role that owns it") Optional<String> owner,
    @Param(value = "a new table without a log", def = "false") boolean unlogged,
    @Param("another table that a new one is to be like") Optional<String> like,
    @Param("what is taken over from that: all, defaults, indexes, ...") Optional<String> including,
    @Param("columns and constraints of a new table, as SQL") Optional<List<String>> columns,
    @Param("parameters such as fillfactor=70") Optional<List<String>> storageParams) {
  public TableShape {
    columns.ifPresent(all -> all.forEach(TableText::column));
    storageParams.ifPresent(all -> all.forEach(TableText::parameter));
    including.ifPresent(TableText::included);
    if (like.isPresent() && columns.isPresent()) {
      throw new IllegalArgumentException("like and columns params are mutually exclusive");
    }
    if (including.isPresent() && like.isEmpty()) {
      throw new IllegalArgumentException("including param needs like param specified");
    }
  }

  /** Whether any of it is given. */
  public boolean isGiven() {
    return unlogged
        || columns.isPresent()
        || storageParams.isPresent()
        || Stream.of(tablespace, owner, like, including).anyMatch(Optional::isPresent);
  }

  private List<String> parameters() {
    return storageParams.orElse(List.of()).stream().map(TableText::parameter).toList();
  }

  /** The database's own space has no name in its books. */
  private Optional<String> space() {
    return tablespace.map(t -> t.equals("pg_default") ? "" : t);
  }

  /** A table that is there, after {@link #changes}. */
  public Table after(Table now) {
    return new Table(
        owner.orElse(now.owner()),
        space().orElse(now.space()),
        TableText.merged(now.parameters(), parameters()));
  }

  /** A new table, after {@link #creation}. */
  public Table born(String maker) {
    return new Table(owner.orElse(maker), space().orElse(""), parameters());
  }

  /** What changes a table that is there. */
  public List<String> changes(String table, Table now) {
    String alter = "ALTER TABLE " + PsqlClient.dotted(table);
    List<String> out = new ArrayList<>();
    if (space().filter(t -> !t.equals(now.space())).isPresent()) {
      out.add(alter + " SET TABLESPACE " + PsqlClient.name(tablespace.orElseThrow()));
    }
    owner
        .filter(o -> !o.equals(now.owner()))
        .ifPresent(o -> out.add(alter + " OWNER TO " + PsqlClient.name(o)));
    if (!now.parameters().containsAll(parameters())) {
      out.add(alter + " SET (" + String.join(",", parameters()) + ")");
    }
    return out;
  }

  /** What makes a new one. */
  public List<String> creation(String table) {
    StringBuilder create = new StringBuilder("CREATE ");
    create.append(unlogged ? "UNLOGGED TABLE " : "TABLE ").append(PsqlClient.dotted(table));
    create.append(" (").append(like.map(this::alike).orElseGet(this::inside)).append(")");
    if (!parameters().isEmpty()) {
      create.append(" WITH (").append(String.join(",", parameters())).append(")");
    }
    tablespace.ifPresent(t -> create.append(" TABLESPACE ").append(PsqlClient.name(t)));
    List<String> out = new ArrayList<>(List.of(create.toString()));
    owner.ifPresent(
        o ->
            out.add("ALTER TABLE " + PsqlClient.dotted(table) + " OWNER TO " + PsqlClient.name(o)));
    return out;
  }

  private String inside() {
    return String.join(",", columns.orElse(List.of()));
  }

  private String alike(String other) {
    StringBuilder out = new StringBuilder("LIKE " + PsqlClient.dotted(other));
    including
        .map(TableText::included)
        .orElse(List.of())
        .forEach(i -> out.append(" INCLUDING " + i));
    return out.toString();
  }
}
