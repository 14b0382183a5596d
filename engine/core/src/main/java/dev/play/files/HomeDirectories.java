package dev.play.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code ~} and {@code ~USER} mean on the controller.
 *
 * @param own the user's home directory
 * @param accounts the file that names the others', as {@code /etc/passwd}
 */
record HomeDirectories(Path own, Path accounts) {
  static HomeDirectories of(Path own) {
    return new HomeDirectories(own, Path.of("/etc/passwd"));
  }

  /** The path that a name with a leading {@code ~} means; empty for others and unknown users. */
  Optional<Path> expand(String name) {
    if (!name.startsWith("~")) {
      return Optional.empty();
    }
    int slash = name.indexOf('/');
    String user = slash < 0 ? name.substring(1) : name.substring(1, slash);
    String rest = slash < 0 ? "" : name.substring(slash + 1);
    return (user.isEmpty() ? Optional.of(own) : of(user))
        .map(directory -> directory.resolve(rest).normalize());
  }

  private Optional<Path> of(String user) {
    try (Stream<String> lines = Files.lines(accounts, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 5 && fields[0].equals(user))
          .map(fields -> Path.of(fields[5]))
          .findFirst();
    } catch (IOException e) {
      // A machine without such a file knows nobody by name.
      return Optional.empty();
    }
  }
}
