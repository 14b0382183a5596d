package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An INI file by the rules of Python's {@code configparser} (docs.python.org). */
public final class IniSections {
  /** The one section of a properties file. */
  static final String OF_PROPERTIES = "java_properties";

  private static final String DEFAULTS = "DEFAULT";
  private static final int DEEPEST = 10;
  private static final Pattern ENTRY = Pattern.compile("\\s*([^=:]+?)\\s*(?:[=:]\\s*(.*?))?\\s*");
  private static final Pattern REFERENCE = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s|)");

  private final Map<String, Map<String, Optional<String>>> sections = new LinkedHashMap<>();
  private final boolean caseSensitive;

  private IniSections(boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
  }

  /**
   * @param file how messages call it
   * @param allowNone whether a key may stand without a value
   */
  public static IniSections parse(
      String text, String file, boolean properties, boolean caseSensitive, boolean allowNone) {
    IniSections made = new IniSections(caseSensitive);
    Map<String, Optional<String>> section = new LinkedHashMap<>();
    if (properties) {
      made.sections.put(OF_PROPERTIES, section);
    }
    String last = "";
    for (String line : text.lines().toList()) {
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (!properties && stripped.startsWith("[") && stripped.endsWith("]")) {
        section =
            made.sections.computeIfAbsent(
                stripped.substring(1, stripped.length() - 1), s -> new LinkedHashMap<>());
        last = "";
        continue;
      }
      if (!last.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        section.merge(
            last, Optional.of(stripped), (a, b) -> a.map(v -> v + "\n" + stripped).or(() -> b));
        continue;
      }
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        throw EvaluationException.of("this line of the INI file cannot be read: " + stripped);
      }
      last = made.key(entry.group(1));
      if (section.put(last, value(entry, allowNone)) != null) {
        throw EvaluationException.of(
            "Duplicate option in '" + file + "': option '" + last + "' already exists");
      }
    }
    return made;
  }

  private static Optional<String> value(Matcher entry, boolean allowNone) {
    Optional<String> value = Optional.ofNullable(entry.group(2));
    if (value.isEmpty() && !allowNone) {
      throw EvaluationException.of(
          "the key " + entry.group(1) + " of the INI file has no value",
          "allow_none=true allows it");
    }
    return value;
  }

  private String key(String written) {
    return caseSensitive ? written : written.toLowerCase(Locale.ROOT);
  }

  /** The names of the sections, in order. */
  public Set<String> names() {
    return sections.keySet();
  }

  boolean has(String section) {
    return sections.containsKey(section) || section.equals(DEFAULTS);
  }

  /** A section, with what the section DEFAULT says of other keys; empty if it is not there. */
  public Section section(String name, boolean interpolated) {
    Map<String, Optional<String>> entries = new LinkedHashMap<>();
    if (sections.containsKey(name)) {
      entries.putAll(sections.getOrDefault(name, Map.of()));
      sections.getOrDefault(DEFAULTS, Map.of()).forEach(entries::putIfAbsent);
    }
    return new Section(entries, interpolated);
  }

  /** Keys and values of a section. */
  public final class Section {
    private final Map<String, Optional<String>> entries;
    private final boolean interpolated;

    private Section(Map<String, Optional<String>> entries, boolean interpolated) {
      this.entries = entries;
      this.interpolated = interpolated;
    }

    public Set<String> keys() {
      return entries.keySet();
    }

    /**
     * The value of a key that is there; empty where it has none.
     *
     * @throws EvaluationException where the value refers to a key that is not there
     */
    public Optional<String> value(String key) {
      Optional<String> raw = entries.getOrDefault(key, Optional.empty());
      return interpolated ? raw.map(text -> interpolated(key, text, 1)) : raw;
    }

    /** {@code %(key)s} stands for another key's value, {@code %%} for a percent sign. */
    private String interpolated(String key, String text, int depth) {
      if (depth > DEEPEST) {
        throw EvaluationException.of(
            "the values that " + key + " refers to in the INI file are nested too deeply");
      }
      return REFERENCE
          .matcher(text)
          .replaceAll(m -> Matcher.quoteReplacement(replaced(key, m.group(1), m.group(2), depth)));
    }

    private String replaced(
        String key, @Nullable String percent, @Nullable String reference, int depth) {
      if (percent != null) {
        return percent;
      }
      if (reference == null) {
        throw EvaluationException.of(
            "'%' must be followed by '%' or '(' in " + key + " of the INI file",
            "interpolation=false takes values as they stand");
      }
      if (!entries.containsKey(key(reference))) {
        throw EvaluationException.of(
            key + " of the INI file refers to " + reference + ", which is not there",
            "interpolation=false takes values as they stand");
      }
      String other = entries.getOrDefault(key(reference), Optional.empty()).orElse("");
      return interpolated(key, other, depth + 1);
    }
  }
}
