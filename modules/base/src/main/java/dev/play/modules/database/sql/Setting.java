package dev.play.modules.database.sql;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of PostgreSQL's configuration (its chapter on setting parameters).
 *
 * @param now its value as the server shows it
 * @param unit that its plain numbers have; empty for none
 * @param context when it can be changed
 * @param type bool, integer, real, string or enum
 * @param written what ALTER SYSTEM has written of it, if anything
 */
public record Setting(
    String name, String now, String unit, String context, String type, Optional<String> written) {
  /** Whose values are lists of names, each with its own quotes. */
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private static final Pattern QUANTITY =
      Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");
  private static final Pattern UNIT = Pattern.compile("([0-9]*)([A-Za-z]+)");
  private static final Map<String, BigDecimal> SIZES =
      Map.ofEntries(
          Map.entry("b", BigDecimal.ONE),
          Map.entry("kb", BigDecimal.valueOf(1L << 10)),
          Map.entry("mb", BigDecimal.valueOf(1L << 20)),
          Map.entry("gb", BigDecimal.valueOf(1L << 30)),
          Map.entry("tb", BigDecimal.valueOf(1L << 40)),
          Map.entry("us", BigDecimal.ONE),
          Map.entry("ms", BigDecimal.valueOf(1_000)),
          Map.entry("s", BigDecimal.valueOf(1_000_000)),
          Map.entry("min", BigDecimal.valueOf(60_000_000)),
          Map.entry("h", BigDecimal.valueOf(3_600_000_000L)),
          Map.entry("d", BigDecimal.valueOf(86_400_000_000L)));

  /** The statement that asks for one: a row of the six parts, or none. */
  public static String question(String name) {
    return """
        SELECT s.name, current_setting(s.name), coalesce(s.unit, ''), s.context, s.vartype,
          coalesce((SELECT 'w' || f.setting FROM pg_file_settings f
            WHERE lower(f.name) = lower(s.name) AND f.sourcefile LIKE '%%/postgresql.auto.conf'
            ORDER BY f.seqno DESC LIMIT 1), '')
        FROM pg_settings s WHERE lower(s.name) = lower(%s);
        """
        .formatted(PsqlClient.quoted(name));
  }

  /** From the answer. */
  public static Setting of(List<String> row) {
    return new Setting(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        Optional.of(row.get(5)).filter(w -> !w.isEmpty()).map(w -> w.substring(1)));
  }

  /** Whether it takes a restart of the server. */
  public boolean needsRestart() {
    return context.equals("postmaster");
  }

  /** Whether it has this value already, as far as the configuration goes. */
  public boolean is(String wanted) {
    return plain(written.orElse(now)).equals(plain(wanted));
  }

  /** The same for all ways to write a value. */
  private String plain(String value) {
    String small = value.strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "bool" ->
          small.matches("on|true|tru|tr|t|yes|ye|y|1")
              ? "on"
              : small.matches("off|of|false|fals|fal|fa|f|no|n|0") ? "off" : small;
      case "integer", "real" -> quantity(value.strip());
      case "enum" -> small;
      default -> isList() ? String.join(",", items(value)) : value;
    };
  }

  private String quantity(String value) {
    Matcher parts = QUANTITY.matcher(value);
    if (!parts.matches()) {
      return value;
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    Matcher own = UNIT.matcher(unit);
    BigDecimal one = BigDecimal.ONE;
    if (!parts.group(2).isEmpty()) {
      one = SIZES.getOrDefault(parts.group(2).toLowerCase(Locale.ROOT), BigDecimal.ZERO);
    } else if (own.matches()) {
      one = SIZES.getOrDefault(own.group(2).toLowerCase(Locale.ROOT), BigDecimal.ONE);
      if (!own.group(1).isEmpty()) {
        one = one.multiply(new BigDecimal(own.group(1)));
      }
    }
    return one.signum() == 0 || number.signum() < 0
        ? value
        : number.multiply(one).stripTrailingZeros().toPlainString();
  }

  private boolean isList() {
    return LISTS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static List<String> items(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .map(i -> i.replaceFirst("^\"(.*)\"$", "$1"))
        .toList();
  }

  /** The statement that gives it a value. */
  public String change(String value) {
    Matcher parts = QUANTITY.matcher(value.strip());
    String text = value;
    if (parts.matches() && type.matches("integer|real") && !parts.group(2).isEmpty()) {
      String size = parts.group(2).toUpperCase(Locale.ROOT);
      text =
          size.matches("[MGT]?B")
              ? parts.group(1) + size
              : size.equals("KB") ? parts.group(1) + "kB" : value;
    }
    String written =
        isList() && !value.isBlank()
            ? String.join(", ", items(value).stream().map(PsqlClient::quoted).toList())
            : PsqlClient.quoted(text);
    return "ALTER SYSTEM SET " + PsqlClient.dotted(name) + " = " + written;
  }
}
