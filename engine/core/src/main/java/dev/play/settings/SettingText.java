package dev.play.settings;

import dev.play.value.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns what is written into a setting's value. */
final class SettingText {
  private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t");

  /** The text is not of the setting's type; the message says what it should be. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  private final Path directory;
  private final Path home;

  /**
   * @param directory the working directory
   */
  SettingText(Path directory, Path home) {
    this.directory = directory;
    this.home = home;
  }

  /**
   * @param base where relative paths start: the configuration file's directory, or the working
   *     directory
   */
  Value value(Setting setting, String text, Path base, boolean fromFile) throws Mistake {
    Value value =
        switch (setting.type()) {
          case TEXT, RAW -> new Value.Text(fromFile ? unquote(text) : text);
          case FLAG -> Value.of(TRUE.contains(text.strip().toLowerCase(Locale.ROOT)));
          case INTEGER -> integer(text);
          case FLOAT -> number(text);
          case LIST -> Value.texts(split(text, ","));
          case PATH -> new Value.Text(path(text, base).toString());
          case PATHSPEC -> paths(split(text, ":"), base);
          case PATHLIST -> paths(split(text, ","), base);
          case NONE -> Value.NONE;
        };
    if (!setting.choices().isEmpty()
        && setting.type() == Setting.Type.TEXT
        && value instanceof Value.Text(String chosen)
        && !setting.choices().contains(chosen)) {
      throw new Mistake(
          "Invalid value \""
              + chosen
              + "\" for configuration option \""
              + named(setting)
              + "\", valid values are: "
              + String.join(", ", setting.choices()));
    }
    return value;
  }

  /** As Ansible calls it in its messages. */
  static String named(Setting setting) {
    String[] plugin = setting.plugin().split("/", 2);
    return setting.plugin().isEmpty()
        ? "setting: " + setting.name()
        : "plugin_type: " + plugin[0] + " plugin: " + plugin[1] + " setting: " + setting.name();
  }

  private Value paths(List<String> given, Path base) {
    return Value.texts(given.stream().map(one -> path(one, base).toString()).toList());
  }

  Path path(String text, Path base) {
    String name = text.strip().replace("{{CWD}}", directory.toString());
    if (name.equals("~") || name.startsWith("~/")) {
      name = home + name.substring(1);
    }
    return base.resolve(name).normalize();
  }

  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(separator)) {
      String one = unquote(part.strip());
      if (!one.isEmpty()) {
        parts.add(one);
      }
    }
    return parts;
  }

  private static String unquote(String text) {
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static Value integer(String text) throws Mistake {
    return decimal(text)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .<Value>map(number -> Value.of(number.longValue()))
        .orElseThrow(() -> new Mistake("'" + text + "' is no whole number"));
  }

  private static Value number(String text) throws Mistake {
    return decimal(text)
        .<Value>map(number -> new Value.Real(number.doubleValue()))
        .orElseThrow(() -> new Mistake("'" + text + "' is no number"));
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
