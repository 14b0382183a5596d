package dev.play.transport.ssh.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads ssh_config(5): Host, Include and the options below them; the first value wins. */
final class SshConfigFile {
  private static final int DEEPEST = 16;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final String host;
  private final Path home;
  private boolean matchSeen;

  /**
   * @param host as the user calls it
   * @param home where {@code ~} is
   */
  SshConfigFile(String host, Path home) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.home = home;
  }

  /** Adds a file's options below those already there; a file that is not there has none. */
  void read(Path file) throws IOException {
    read(file, true, 0);
  }

  private boolean read(Path file, boolean active, int depth) throws IOException {
    if (!Files.isRegularFile(file)) {
      return active;
    }
    if (depth > DEEPEST) {
      throw new IOException(file + " is included too deeply");
    }
    boolean applies = active;
    for (String line : Files.readAllLines(file)) {
      List<String> words = words(line);
      if (words.isEmpty()) {
        continue;
      }
      String name = words.getFirst().toLowerCase(Locale.ROOT);
      List<String> rest = words.subList(1, words.size());
      switch (name) {
        case "host" -> applies = active && matches(rest);
        case "match" -> {
          matchSeen |= !rest.equals(List.of("all"));
          applies = active && rest.equals(List.of("all"));
        }
        case "include" -> {
          for (String pattern : rest) {
            include(pattern, file, applies, depth);
          }
        }
        default -> {
          if (applies) {
            add(name, rest);
          }
        }
      }
    }
    return applies;
  }

  private void include(String pattern, Path from, boolean applies, int depth) throws IOException {
    Path base = from.startsWith("/etc/ssh") ? Path.of("/etc/ssh") : home.resolve(".ssh");
    Path path = base.resolve(home(pattern));
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return;
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(matcher::matches).sorted().toList();
    }
    for (Path file : files) {
      read(file, applies, depth + 1);
    }
  }

  private String home(String text) {
    return text.startsWith("~/") ? home + text.substring(1) : text;
  }

  private boolean matches(List<String> patterns) {
    boolean matched = false;
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      if (HostPattern.matches(negated ? pattern.substring(1) : pattern, host)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  private void add(String name, List<String> rest) {
    boolean list = name.equals("identityfile");
    if (rest.isEmpty() || !list && values.containsKey(name)) {
      return;
    }
    boolean whole = name.equals("proxycommand");
    List<String> more = whole ? List.of(String.join(" ", rest)) : rest;
    values.computeIfAbsent(name, key -> new ArrayList<>()).addAll(more);
  }

  /** Puts an option above what files say; several identity files add up. */
  void override(String name, String value) {
    List<String> words =
        name.equals("proxycommand") || name.equals("identityfile")
            ? List.of(value)
            : words("x " + value);
    add(
        name,
        words.size() > 1 && !name.equals("identityfile") ? words.subList(1, words.size()) : words);
  }

  /** Whether there is a Match block, which only OpenSSH itself can judge. */
  boolean needsOpenSsh() {
    return matchSeen;
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** A line's words: quotes keep spaces, {@code =} may stand after the name, # starts a comment. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean open = false;
    String text = line.strip();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '"') {
        quoted = !quoted;
        open = true;
      } else if (!quoted && (Character.isWhitespace(c) || c == '=' && words.isEmpty())) {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        } else if (c == '=') {
          continue;
        }
      } else if (!quoted && c == '#' && !open) {
        break;
      } else {
        word.append(c);
        open = true;
      }
    }
    if (words.size() > 1 && words.get(1).equals("=")) {
      words.remove(1);
    }
    return words;
  }
}
