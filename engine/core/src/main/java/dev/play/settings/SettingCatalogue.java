package dev.play.settings;

import dev.play.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings that there are, from the table beside this class. */
final class SettingCatalogue {
  private static final String TABLE = "settings.tsv";
  private static final Pattern PLAIN_TEXT = Pattern.compile("\"[^\"\\\\]*\"");
  private static final Pattern PLAIN_LIST =
      Pattern.compile("\\[\"[^\"\\\\]*\"(, \"[^\"\\\\]*\")*]");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]+)?");

  private final Map<String, Setting> own = new LinkedHashMap<>();
  private final Map<String, Map<String, Setting>> plugins = new LinkedHashMap<>();

  private SettingCatalogue() {}

  /** The table, read when it is first asked for; it never changes. */
  private static final class Standard {
    static final SettingCatalogue TABLE = read();
  }

  static SettingCatalogue standard() {
    return Standard.TABLE;
  }

  static SettingCatalogue read() {
    SettingCatalogue catalogue = new SettingCatalogue();
    try (InputStream table = SettingCatalogue.class.getResourceAsStream(TABLE)) {
      byte[] bytes = Objects.requireNonNull(table, TABLE).readAllBytes();
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          catalogue.add(parse(line.split("\t", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return catalogue;
  }

  private void add(Setting setting) {
    if (setting.plugin().isEmpty()) {
      own.put(setting.name(), setting);
    } else {
      plugins
          .computeIfAbsent(setting.plugin(), p -> new LinkedHashMap<>())
          .put(setting.name(), setting);
    }
  }

  private static Setting parse(String[] columns) {
    List<Setting.Key> keys = new ArrayList<>();
    for (String key : list(columns[4])) {
      int dot = key.indexOf('.');
      keys.add(new Setting.Key(key.substring(0, dot), key.substring(dot + 1)));
    }
    return new Setting(
        columns[0].equals("-") ? "" : columns[0],
        columns[1],
        Setting.Type.valueOf(columns[2].toUpperCase(Locale.ROOT)),
        list(columns[3]),
        List.copyOf(keys),
        list(columns[5]),
        json(columns[6]),
        list(columns[7]),
        Setting.Meaning.valueOf(columns[8].toUpperCase(Locale.ROOT)));
  }

  private static List<String> list(String column) {
    return column.equals("-") ? List.of() : List.of(column.split(","));
  }

  /**
   * A value in JSON, of what the table has: words, numbers, texts without escapes, and lists of
   * such. Every run reads them all, and a JSON library would take longer to load than the rest of
   * it.
   */
  private static Value json(String column) {
    return switch (column) {
      case "null" -> Value.NONE;
      case "true" -> Value.TRUE;
      case "false" -> Value.FALSE;
      case "[]" -> Value.ofJava(List.of());
      default -> PLAIN_TEXT.matcher(column).matches() ? text(column) : numberOrList(column);
    };
  }

  private static Value text(String column) {
    return new Value.Text(column.substring(1, column.length() - 1));
  }

  private static Value numberOrList(String column) {
    if (NUMBER.matcher(column).matches()) {
      return Value.ofJava(
          column.contains(".") ? (Object) Double.valueOf(column) : (Object) Long.valueOf(column));
    }
    if (PLAIN_LIST.matcher(column).matches()) {
      String texts = column.substring(2, column.length() - 2);
      return Value.ofJava(List.of(texts.split("\", \"", -1)));
    }
    throw new IllegalStateException(TABLE + ": " + column);
  }

  Collection<Setting> own() {
    return own.values();
  }

  Optional<Setting> own(String name) {
    return Optional.ofNullable(own.get(name));
  }

  /** Options by plugin, {@code TYPE/NAME}. */
  Map<String, Map<String, Setting>> plugins() {
    return plugins;
  }

  boolean hasPlugin(String plugin) {
    return plugins.containsKey(plugin);
  }

  Optional<Setting> ofPlugin(String plugin, String name) {
    return Optional.ofNullable(plugins.getOrDefault(plugin, Map.of()).get(name));
  }
}
