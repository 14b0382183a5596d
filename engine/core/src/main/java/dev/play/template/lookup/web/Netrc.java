package dev.play.template.lookup.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Passwords by machine, as ftp(1) keeps them in {@code ~/.netrc}. */
final class Netrc {
  private Netrc() {}

  /** What a file says of a machine; nothing where there is no such file. */
  static Optional<Credentials> of(Path file, String machine) throws IOException {
    return Files.isRegularFile(file) ? find(Files.readString(file), machine) : Optional.empty();
  }

  static Optional<Credentials> find(String text, String machine) {
    Deque<String> words = new ArrayDeque<>();
    boolean inMacro = false;
    for (String line : text.lines().toList()) {
      // A macro's commands go on to the next empty line.
      inMacro = inMacro ? !line.isBlank() : line.strip().startsWith("macdef");
      if (!inMacro && !line.strip().startsWith("#")) {
        words.addAll(List.of(line.strip().split("\\s+")));
      }
    }
    words.removeIf(String::isEmpty);
    Optional<Credentials> usual = Optional.empty();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      boolean isDefault = word.equals("default");
      if (!isDefault && !(word.equals("machine") && !words.isEmpty())) {
        continue;
      }
      boolean isIt = !isDefault && words.removeFirst().equals(machine);
      Credentials found = entry(words);
      if (isIt) {
        return Optional.of(found);
      }
      usual = isDefault ? Optional.of(found) : usual;
    }
    return usual;
  }

  private static Credentials entry(Deque<String> words) {
    String user = "";
    String password = "";
    while (words.size() > 1) {
      switch (words.getFirst()) {
        case "login", "user" -> user = second(words);
        case "password" -> password = second(words);
        case "account" -> second(words);
        default -> {
          return new Credentials(user, password);
        }
      }
    }
    return new Credentials(user, password);
  }

  private static String second(Deque<String> words) {
    words.removeFirst();
    String word = words.removeFirst();
    return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
        ? word.substring(1, word.length() - 1)
        : word;
  }
}
