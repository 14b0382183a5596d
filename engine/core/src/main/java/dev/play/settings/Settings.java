package dev.play.settings;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Ansible's settings by their documented names ({@code DEFAULT_FORKS}). Environment variables win
 * over the configuration file, the file over what is usual; options of the command line, which win
 * over all, are their readers' business. Thread-safe.
 */
public final class Settings {
  private static final String ORIGIN_DEFAULT = "default";

  private final SettingCatalogue catalogue = SettingCatalogue.standard();
  private final Map<String, String> environment;
  private final Optional<ConfigFile> file;
  private final Path directory;
  private final SettingText texts;
  private final Path ansibleHome;
  private final Map<Setting, Found> known = new ConcurrentHashMap<>();

  /**
   * A setting's value and where it comes from.
   *
   * @param origin {@code default}, {@code env: NAME}, {@code var: NAME} or a file
   */
  public record Found(Value value, String origin) {
    public boolean isDefault() {
      return origin.equals(ORIGIN_DEFAULT);
    }
  }

  private record Written(String text, String origin, boolean inFile) {}

  private Settings(
      Map<String, String> environment, Optional<ConfigFile> file, Path directory, Path home) {
    this.environment = Map.copyOf(environment);
    this.file = file;
    this.directory = directory;
    this.texts = new SettingText(directory, home);
    this.ansibleHome =
        texts.path(environment.getOrDefault("ANSIBLE_HOME", home + "/.ansible"), directory);
  }

  /** Reads the table of settings, which {@link #load} would wait for. */
  public static void prepare() {
    SettingCatalogue.standard();
  }

  /**
   * From the environment and the configuration file that counts.
   *
   * @param problems where mistakes and warnings go
   */
  public static Settings load(
      Map<String, String> environment, Path directory, Path home, Diagnostics problems) {
    ConfigFile.Search search = ConfigFile.find(environment, directory, home);
    search.warning().ifPresent(text -> problems.warning(Span.none("settings"), text));
    Optional<ConfigFile> file = Optional.empty();
    if (search.found().isPresent()) {
      try {
        file = Optional.of(ConfigFile.read(search.found().get()));
      } catch (IOException e) {
        problems.error(
            Span.none(search.found().get().toString()), "cannot be read: " + e.getMessage());
      }
    }
    Settings settings = new Settings(environment, file, directory, home);
    settings.catalogue.own().forEach(setting -> settings.check(setting, problems));
    return settings;
  }

  /** What is usual, for a directory that is also the home. */
  public static Settings usual(Path directory) {
    return new Settings(Map.of(), Optional.empty(), directory, directory);
  }

  /** The configuration file that counts, where there is one. */
  public Optional<Path> file() {
    return file.map(ConfigFile::path);
  }

  private void check(Setting setting, Diagnostics problems) {
    Optional<Written> written = written(setting);
    if (written.isEmpty()) {
      return;
    }
    try {
      Found found = convert(setting, written.get());
      if (setting.meaning() == Setting.Meaning.WARNS && !found.value().equals(usual(setting))) {
        problems.warning(
            Span.none(found.origin()),
            setting.name() + " is set, and play does not follow that setting");
      }
    } catch (SettingText.Mistake mistake) {
      problems.error(Span.none(written.get().origin()), text(setting, written.get(), mistake));
    }
  }

  private static String text(Setting setting, Written written, SettingText.Mistake mistake) {
    String message = String.valueOf(mistake.getMessage());
    return message.startsWith("Invalid value")
        ? message
        : "Invalid type for configuration option "
            + SettingText.named(setting)
            + " (from "
            + written.origin()
            + "): "
            + message;
  }

  private Optional<Written> written(Setting setting) {
    Optional<Written> found = Optional.empty();
    for (Setting.Key key : setting.keys()) {
      Optional<String> value = file.flatMap(f -> f.get(key));
      if (value.isPresent()) {
        String origin = file.map(f -> f.path().toString()).orElse("");
        found = value.map(text -> new Written(text, origin, true));
      }
    }
    for (String name : setting.environment()) {
      String value = environment.get(name);
      if (value != null) {
        found = Optional.of(new Written(value, "env: " + name, false));
      }
    }
    return found;
  }

  private Found convert(Setting setting, Written written) throws SettingText.Mistake {
    if (written.text().isEmpty() && setting.type() != Setting.Type.TEXT) {
      return new Found(usual(setting), ORIGIN_DEFAULT);
    }
    Path base =
        written.inFile()
            ? file.map(f -> f.path().toAbsolutePath().getParent()).orElse(directory)
            : directory;
    return new Found(
        texts.value(setting, written.text(), base, written.inFile()), written.origin());
  }

  private Value usual(Setting setting) {
    Value usual = setting.fallback();
    if (!(usual instanceof Value.Text(String text))) {
      return usual;
    }
    String expanded = text.replace("{home}", ansibleHome.toString());
    if (setting.type() == Setting.Type.TEXT) {
      return new Value.Text(expanded);
    }
    try {
      return texts.value(setting, expanded, directory, false);
    } catch (SettingText.Mistake mistake) {
      throw new IllegalStateException(setting.name() + " has a default that is none", mistake);
    }
  }

  private Found of(Setting setting) {
    return known.computeIfAbsent(
        setting,
        s -> {
          Optional<Written> written = written(s);
          try {
            return written.isPresent()
                ? convert(s, written.get())
                : new Found(usual(s), ORIGIN_DEFAULT);
          } catch (SettingText.Mistake mistake) {
            // Told when the settings were loaded; whoever goes on then gets what is usual.
            return new Found(usual(s), ORIGIN_DEFAULT);
          }
        });
  }

  /** A setting by its name, if there is such a one. */
  public Optional<Found> find(String name) {
    return catalogue.own(name).map(this::of);
  }

  /**
   * A setting for listings.
   *
   * @param plugin {@code TYPE/NAME} of the plugin whose option it is; empty for Ansible's own
   * @param environment variables that set it
   * @param keys {@code section.key} in configuration files
   */
  public record Entry(
      String plugin, String name, String type, List<String> environment, List<String> keys) {}

  /** All settings there are, sorted: Ansible's own first, then by plugin. */
  public List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    catalogue.own().stream().sorted(Comparator.comparing(Setting::name)).forEach(s -> add(s, all));
    new TreeMap<>(catalogue.plugins())
        .values()
        .forEach(options -> new TreeMap<>(options).values().forEach(s -> add(s, all)));
    return all;
  }

  private static void add(Setting setting, List<Entry> into) {
    into.add(
        new Entry(
            setting.plugin(),
            setting.name(),
            setting.type().name().toLowerCase(Locale.ROOT),
            setting.environment(),
            setting.keys().stream().map(k -> k.section() + "." + k.name()).toList()));
  }

  /** Whether a plugin's options are known, by its type and short name. */
  public boolean hasPlugin(String type, String name) {
    return catalogue.hasPlugin(type + "/" + name);
  }

  /**
   * An option of a plugin.
   *
   * @param variables what a host's variables say, which wins
   */
  public Optional<Found> ofPlugin(
      String type, String plugin, String option, Function<String, Optional<Value>> variables) {
    Optional<Setting> setting = catalogue.ofPlugin(type + "/" + plugin, option);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    Optional<Found> found = Optional.empty();
    for (String name : setting.get().variables()) {
      Optional<Value> value = variables.apply(name);
      if (value.isPresent()) {
        found = value.map(v -> new Found(v, "var: " + name));
      }
    }
    return found.or(() -> setting.map(this::of));
  }

  /**
   * A key of a section whose name the user has chosen, which no catalogue can hold.
   *
   * @param variable the environment variable that wins over it
   */
  public Optional<String> ofSection(String section, String key, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .or(() -> file.flatMap(f -> f.get(new Setting.Key(section, key))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Found required(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no setting " + name));
  }

  /** Whether somebody has set it. */
  public boolean isSet(String name) {
    return !required(name).isDefault();
  }

  /** A setting's text; empty where it is none, or blank. */
  public Optional<String> text(String name) {
    return required(name).value() instanceof Value.Text(String text) && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  public boolean flag(String name) {
    return required(name).value().equals(Value.TRUE);
  }

  /** A whole number; 0 where it is none. */
  public int number(String name) {
    return required(name).value() instanceof Value.Int(long number) ? Math.toIntExact(number) : 0;
  }

  /** A list of texts. */
  public List<String> list(String name) {
    List<String> out = new ArrayList<>();
    if (required(name).value() instanceof Value.Sequence(List<Value> items)) {
      for (Value item : items) {
        if (item instanceof Value.Text(String text)) {
          out.add(text);
        }
      }
    }
    return List.copyOf(out);
  }

  /** A list of absolute paths. */
  public List<Path> paths(String name) {
    return list(name).stream().map(Path::of).toList();
  }

  /** An absolute path, where there is one. */
  public Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }
}
