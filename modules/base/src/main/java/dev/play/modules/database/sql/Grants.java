package dev.play.modules.database.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statements that give privileges of PostgreSQL to roles, or take them back (GRANT(7)).
 *
 * @param objects names; {@code ALL_IN_SCHEMA} for all of a schema
 * @param roles names; {@code PUBLIC} for everybody
 * @param owners for whose future objects, with default privileges
 */
public record Grants(
    Kind kind,
    List<String> privileges,
    List<String> objects,
    Optional<String> schema,
    List<String> roles,
    List<String> owners) {
  /** What privileges are on. */
  public enum Kind {
    TABLE,
    SEQUENCE,
    FUNCTION,
    PROCEDURE,
    DATABASE,
    SCHEMA,
    LANGUAGE,
    TABLESPACE,
    TYPE,
    FOREIGN_DATA_WRAPPER,
    FOREIGN_SERVER,
    PARAMETER,
    GROUP,
    DEFAULT_PRIVS;

    boolean isInSchema() {
      return switch (this) {
        case TABLE, SEQUENCE, FUNCTION, PROCEDURE, TYPE -> true;
        case DATABASE,
            SCHEMA,
            LANGUAGE,
            TABLESPACE,
            FOREIGN_DATA_WRAPPER,
            FOREIGN_SERVER,
            PARAMETER,
            GROUP,
            DEFAULT_PRIVS ->
            false;
      };
    }

    private String words() {
      return name().replace('_', ' ');
    }
  }

  /**
   * Gives them.
   *
   * @param option whether they may be passed on; where empty, that stays as it is
   */
  public List<String> give(Optional<Boolean> option) {
    List<String> out = new ArrayList<>();
    boolean group = kind == Kind.GROUP;
    String with = group ? " WITH ADMIN OPTION" : " WITH GRANT OPTION";
    for (String target : targets()) {
      out.add(
          start() + "GRANT " + target + " TO " + names(roles) + (option.orElse(false) ? with : ""));
      if (option.isPresent() && !option.get()) {
        String only = group ? "ADMIN OPTION FOR " : "GRANT OPTION FOR ";
        out.add(start() + "REVOKE " + only + target + " FROM " + names(roles));
      }
    }
    return out;
  }

  /** Takes them back. */
  public List<String> take() {
    return targets().stream()
        .map(target -> start() + "REVOKE " + target + " FROM " + names(roles))
        .toList();
  }

  private String start() {
    if (kind != Kind.DEFAULT_PRIVS) {
      return "";
    }
    return "ALTER DEFAULT PRIVILEGES "
        + (owners.isEmpty() ? "" : "FOR ROLE " + names(owners) + " ")
        + schema.map(s -> "IN SCHEMA " + PsqlClient.name(s) + " ").orElse("");
  }

  private List<String> targets() {
    String what = String.join(", ", privileges);
    String in = schema.orElse("public");
    if (kind == Kind.GROUP) {
      return List.of(names(objects));
    }
    if (kind == Kind.DEFAULT_PRIVS) {
      List<String> kinds =
          objects.equals(List.of("ALL_DEFAULT"))
              ? List.of("TABLES", "SEQUENCES", "TYPES", "FUNCTIONS")
              : objects.stream().map(o -> o.toUpperCase(Locale.ROOT)).toList();
      return kinds.stream().map(k -> what + " ON " + k).toList();
    }
    if (objects.equals(List.of("ALL_IN_SCHEMA"))) {
      return List.of(what + " ON ALL " + kind.words() + "S IN SCHEMA " + PsqlClient.name(in));
    }
    String place = kind.isInSchema() ? PsqlClient.name(in) + "." : "";
    List<String> named = objects.stream().map(o -> place + object(o)).toList();
    return List.of(what + " ON " + kind.words() + " " + String.join(", ", named));
  }

  /** Functions come with the types of their arguments, set apart by colons. */
  private String object(String text) {
    if (kind == Kind.PARAMETER) {
      return PsqlClient.dotted(text);
    }
    int arguments = text.indexOf('(');
    if (arguments < 0 || (kind != Kind.FUNCTION && kind != Kind.PROCEDURE)) {
      return PsqlClient.name(text);
    }
    return PsqlClient.name(text.substring(0, arguments))
        + text.substring(arguments).replace(':', ',');
  }

  private static String names(List<String> names) {
    return String.join(
        ", ",
        names.stream()
            .map(n -> n.equalsIgnoreCase("public") ? "PUBLIC" : PsqlClient.name(n))
            .toList());
  }
}
