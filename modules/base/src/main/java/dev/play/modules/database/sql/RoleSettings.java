package dev.play.modules.database.sql;

import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parameters that are set for a role when it logs in (ALTER ROLE ... SET).
 *
 * @param values by their names, as SQL writes them
 */
public record RoleSettings(Map<String, String> values) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z0-9_$-]+)*");

  private static final String WORD = "('[^']*'|\"[^\"]*\"|-?[A-Za-z0-9_.]+)";

  private static final Pattern WORDS = Pattern.compile(WORD + "(\\s*,\\s*" + WORD + ")*");

  public RoleSettings {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * As a task gives them.
   *
   * @param texts whether values are texts; otherwise they are written as SQL has them
   * @throws IllegalArgumentException for what would be SQL of its own
   */
  public static RoleSettings of(Map<String, Value> configuration, boolean texts) {
    Map<String, String> out = new LinkedHashMap<>();
    configuration.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a parameter: '" + name + "'");
          }
          String text = written(value);
          if (!texts && !WORDS.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(
                "not words, numbers and quoted texts with commas between: '" + text + "'");
          }
          out.put(name, texts ? PsqlClient.quoted(text) : text.strip());
        });
    return new RoleSettings(out);
  }

  private static String written(Value value) {
    return value instanceof Value.Bool(boolean on) ? (on ? "on" : "off") : ValueText.plain(value);
  }

  /**
   * The statements that set them.
   *
   * @param kept what is set and goes unless it is among them
   */
  public List<String> statements(String role, List<String> kept) {
    String alter = "ALTER ROLE " + PsqlClient.name(role);
    List<String> out = new ArrayList<>();
    values.forEach(
        (name, value) -> out.add(alter + " SET " + PsqlClient.dotted(name) + " = " + value));
    kept.stream()
        .filter(name -> values.keySet().stream().noneMatch(name::equalsIgnoreCase))
        .forEach(name -> out.add(alter + " RESET " + PsqlClient.dotted(name)));
    return out;
  }
}
