package dev.play.modules.database.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may do, by database and table ({@code db.table}, {@code db.*}, {@code *.*}).
 *
 * @param byPlace in upper case; {@code ALL} for all, {@code GRANT} for passing them on
 */
public record Privileges(Map<String, Set<String>> byPlace) {
  private static final Pattern GRANT =
      Pattern.compile("GRANT (.+) ON (?:TABLE )?(\\S+) TO .*", Pattern.CASE_INSENSITIVE);
  private static final Pattern PRIVILEGE =
      Pattern.compile("[A-Z][A-Z_ ]*( \\([\\p{L}\\p{N}_$, ]*\\))?");
  private static final Pattern WITH_GRANT =
      Pattern.compile(".*WITH.*GRANT OPTION.*", Pattern.CASE_INSENSITIVE);

  public Privileges {
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    byPlace.forEach((place, held) -> copy.put(place, Set.copyOf(held)));
    byPlace = java.util.Collections.unmodifiableMap(copy);
  }

  /** As a task writes them: {@code db.table:SELECT,INSERT/db2.*:ALL,GRANT}. */
  public static Privileges written(String text) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String item : text.strip().split("/")) {
      int colon = item.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("Invalid privileges string: '" + text + "'");
      }
      places.put(item.substring(0, colon).strip(), item.substring(colon + 1));
    }
    return written(places);
  }

  /**
   * As a task writes them in a dictionary.
   *
   * @throws IllegalArgumentException for what is no privilege: it would be SQL of its own
   */
  public static Privileges written(Map<String, String> places) {
    Map<String, Set<String>> out = new LinkedHashMap<>();
    places.forEach((place, list) -> out.put(place(place), privileges(list)));
    return new Privileges(out);
  }

  private static Set<String> privileges(String list) {
    Set<String> out = words(list);
    for (String privilege : out) {
      if (!PRIVILEGE.matcher(privilege).matches()) {
        throw new IllegalArgumentException("not a privilege: '" + privilege + "'");
      }
    }
    return out;
  }

  /** As {@code SHOW GRANTS} tells them. */
  public static Privileges shown(List<String> grants) {
    Map<String, Set<String>> out = new LinkedHashMap<>();
    for (String line : grants) {
      Matcher m = GRANT.matcher(line);
      if (m.matches()) {
        Set<String> held = words(m.group(1));
        if (WITH_GRANT.matcher(line).matches()) {
          held.add("GRANT");
        }
        out.computeIfAbsent(place(m.group(2)), p -> new TreeSet<>()).addAll(held);
      }
    }
    return new Privileges(out);
  }

  /** What is held at a place. */
  public Set<String> at(String place) {
    return byPlace.getOrDefault(place, Set.of());
  }

  /** A place as SQL writes it. */
  public static String sql(String place) {
    if (place.equals("*.*")) {
      return place;
    }
    int dot = place.indexOf('.');
    String table = place.substring(dot + 1);
    return MysqlClient.name(place.substring(0, dot))
        + "."
        + (table.equals("*") ? "*" : MysqlClient.name(table));
  }

  /** Privileges without those that are not to be named: GRANT is an option, USAGE is nothing. */
  public static String list(Set<String> held) {
    List<String> named =
        held.stream()
            .filter(p -> !p.equals("GRANT") && !p.equals("USAGE"))
            .map(p -> p.equals("ALL") ? "ALL PRIVILEGES" : p)
            .sorted()
            .toList();
    return named.isEmpty() ? "USAGE" : String.join(", ", named);
  }

  private static String place(String written) {
    String plain = written.replace("`", "").replace("\"", "").strip();
    return plain.contains(".") ? plain : plain + ".*";
  }

  /** Splits at commas that are not within parentheses: a privilege may name columns. */
  private static Set<String> words(String list) {
    List<String> out = new ArrayList<>();
    int depth = 0;
    StringBuilder word = new StringBuilder();
    for (char c : list.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        out.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    out.add(word.toString());
    Set<String> held = new TreeSet<>();
    out.stream().map(w -> normal(w.strip())).filter(w -> !w.isEmpty()).forEach(held::add);
    return held;
  }

  private static String normal(String privilege) {
    int columns = privilege.indexOf('(');
    String name = columns < 0 ? privilege : privilege.substring(0, columns);
    String upper = name.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    String plain =
        switch (upper) {
          case "ALL PRIVILEGES" -> "ALL";
          case "GRANT OPTION" -> "GRANT";
          default -> upper;
        };
    return columns < 0
        ? plain
        : plain + " (" + privilege.substring(columns + 1).replace("`", "").strip();
  }
}
