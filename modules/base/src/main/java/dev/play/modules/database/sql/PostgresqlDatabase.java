package dev.play.modules.database.sql;

import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a database of PostgreSQL is to be like; what is an empty text is of no matter. */
public record PostgresqlDatabase(
    String name,
    String owner,
    String template,
    String encoding,
    String collate,
    String ctype,
    String icuLocale,
    String provider,
    String limit,
    String tablespace,
    Optional<String> comment) {
  /** By the letters of pg_database.datlocprovider. */
  private static final Map<String, String> PROVIDERS =
      Map.of("c", "libc", "i", "icu", "b", "builtin");

  /** The question whose row {@link #changes} reads. */
  public String question() {
    // Columns that older servers do not have are asked for by way of JSON.
    return ("SELECT pg_get_userbyid(datdba), datcollate, datctype, pg_encoding_to_char(encoding),"
            + " encoding = pg_char_to_encoding(%s), datconnlimit, spcname,"
            + " coalesce(shobj_description(d.oid, 'pg_database'), ''),"
            + " coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),"
            + " coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', '')"
            + " FROM pg_database d JOIN pg_tablespace t ON t.oid = dattablespace"
            + " WHERE datname = %s;")
        .formatted(PsqlClient.quoted(encoding), PsqlClient.quoted(name));
  }

  /** The statements that make it. */
  public List<String> create() {
    StringBuilder out = new StringBuilder("CREATE DATABASE ").append(PsqlClient.name(name));
    add(out, " OWNER ", PsqlClient.name(owner), owner);
    add(out, " TEMPLATE ", PsqlClient.name(template), template);
    add(out, " ENCODING ", PsqlClient.quoted(encoding), encoding);
    add(out, " LC_COLLATE ", PsqlClient.quoted(collate), collate);
    add(out, " LC_CTYPE ", PsqlClient.quoted(ctype), ctype);
    add(out, " LOCALE_PROVIDER ", PsqlClient.name(provider.toLowerCase(Locale.ROOT)), provider);
    add(out, " ICU_LOCALE ", PsqlClient.quoted(icuLocale), icuLocale);
    add(out, " TABLESPACE ", PsqlClient.name(tablespace), tablespace);
    add(out, " CONNECTION LIMIT ", limit, limit);
    List<String> all = new ArrayList<>(List.of(out.toString()));
    comment.filter(c -> !c.isEmpty()).map(this::remark).ifPresent(all::add);
    return all;
  }

  /**
   * The statements that make it so.
   *
   * @param is what {@link #question} found
   * @throws ModuleFailure for what cannot be changed
   */
  public List<String> changes(List<String> is) {
    refuse("encoding", !encoding.isEmpty() && !is.get(4).equals("t"), is.get(3), encoding);
    refuse("LC_COLLATE", differs(collate, is.get(1)), is.get(1), collate);
    refuse("LC_CTYPE", differs(ctype, is.get(2)), is.get(2), ctype);
    String by = PROVIDERS.getOrDefault(is.get(8), is.get(8));
    refuse("LOCALE_PROVIDER", differs(provider.toLowerCase(Locale.ROOT), by), by, provider);
    refuse("ICU_LOCALE", differs(icuLocale, is.get(9)), is.get(9), icuLocale);
    String alter = "ALTER DATABASE " + PsqlClient.name(name);
    List<String> out = new ArrayList<>();
    if (differs(owner, is.getFirst())) {
      out.add(alter + " OWNER TO " + PsqlClient.name(owner));
    }
    if (!limit.isEmpty() && Integer.parseInt(limit) != Integer.parseInt(is.get(5))) {
      out.add(alter + " CONNECTION LIMIT " + limit);
    }
    if (differs(tablespace, is.get(6))) {
      out.add(alter + " SET TABLESPACE " + PsqlClient.name(tablespace));
    }
    comment.filter(c -> !c.equals(is.get(7))).map(this::remark).ifPresent(out::add);
    return out;
  }

  private String remark(String text) {
    return "COMMENT ON DATABASE " + PsqlClient.name(name) + " IS " + PsqlClient.quoted(text);
  }

  private static void add(StringBuilder out, String word, String written, String given) {
    if (!given.isEmpty()) {
      out.append(word).append(written);
    }
  }

  private static boolean differs(String wanted, String is) {
    return !wanted.isEmpty() && !wanted.equals(is);
  }

  private static void refuse(String what, boolean other, String now, String wanted) {
    if (other) {
      throw new ModuleFailure(
          "Changing database %s is not supported. Current: %s, wanted: %s"
              .formatted(what, now, wanted));
    }
  }
}
