package dev.play.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of settings: sections with keys, as Python's configparser reads them.
 *
 * @param sections values by section and key; keys are in lower case
 */
record ConfigFile(Path path, Map<String, Map<String, String>> sections) {
  private static final String NAME = "ansible.cfg";

  Optional<String> get(Setting.Key key) {
    return Optional.ofNullable(sections.getOrDefault(key.section(), Map.of()).get(key.name()));
  }

  /** Where it was found, or why a place was passed over. */
  record Search(Optional<Path> found, Optional<String> warning) {}

  /**
   * The first there is: what {@code ANSIBLE_CONFIG} names, {@code ansible.cfg} in the working
   * directory unless everybody may write there, {@code ~/.ansible.cfg}, {@code
   * /etc/ansible/ansible.cfg}.
   */
  static Search find(Map<String, String> environment, Path directory, Path home) {
    Optional<Path> named =
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG"))
            .filter(name -> !name.isEmpty())
            .map(name -> name.startsWith("~/") ? home + name.substring(1) : name)
            .map(directory::resolve)
            .map(path -> Files.isDirectory(path) ? path.resolve(NAME) : path)
            .filter(Files::isReadable);
    if (named.isPresent()) {
      return new Search(named, Optional.empty());
    }
    Optional<String> warning = Optional.empty();
    Path here = directory.resolve(NAME);
    if (Files.isReadable(here)) {
      if (!isWorldWritable(directory)) {
        return new Search(Optional.of(here), Optional.empty());
      }
      warning =
          Optional.of(
              "everybody may write to "
                  + directory
                  + ", so its ansible.cfg is not read; name it by ANSIBLE_CONFIG to have it read");
    }
    return new Search(
        List.of(home.resolve(".ansible.cfg"), Path.of("/etc/ansible", NAME)).stream()
            .filter(Files::isReadable)
            .findFirst(),
        warning);
  }

  private static boolean isWorldWritable(Path directory) {
    try {
      return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * @throws IOException when it cannot be read
   */
  static ConfigFile read(Path path) throws IOException {
    return parse(path, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
  }

  static ConfigFile parse(Path path, String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new LinkedHashMap<>();
    String key = "";
    for (String raw : text.split("\\R")) {
      String line = withoutComment(raw);
      String stripped = line.strip();
      if (stripped.isEmpty()) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
        section.merge(key, stripped, (a, b) -> a.isEmpty() ? b : a + "\n" + b);
      } else if (stripped.startsWith("[") && stripped.endsWith("]")) {
        section =
            sections.computeIfAbsent(
                stripped.substring(1, stripped.length() - 1), s -> new LinkedHashMap<>());
        key = "";
      } else {
        int at = separator(stripped);
        key = stripped.substring(0, at < 0 ? stripped.length() : at).strip();
        key = key.toLowerCase(Locale.ROOT);
        section.put(key, at < 0 ? "" : stripped.substring(at + 1).strip());
      }
    }
    return new ConfigFile(path, sections);
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || colon >= 0 && colon < equals ? colon : equals;
  }

  /** Lines that begin with {@code #} or {@code ;}, and what follows a blank and {@code ;}. */
  private static String withoutComment(String line) {
    String start = line.stripLeading();
    if (start.startsWith("#") || start.startsWith(";")) {
      return "";
    }
    for (int i = line.indexOf(';'); i > 0; i = line.indexOf(';', i + 1)) {
      if (Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
