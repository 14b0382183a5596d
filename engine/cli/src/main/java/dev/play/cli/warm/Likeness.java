package dev.play.cli.warm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must be the same in two processes for one to do the other's work.
 *
 * @param build which play this is
 * @param process where and how it runs: its directory, the namespaces it sees the machine through,
 *     the permissions its files get, and what Java has taken from the environment at its start
 */
record Likeness(String build, String process) {
  private static final List<String> NAMESPACES = List.of("mnt", "net", "pid", "user", "uts");
  private static final List<String> OF_JAVA =
      List.of(
          "JAVA_HOME",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "PLAY_JAVA_OPTIONS",
          "PLAY_PLUGINS",
          "TZ");

  /**
   * Of this process.
   *
   * @param jar what it runs
   * @throws IOException when that cannot be told, as on systems without /proc
   */
  static Likeness here(Path jar, Map<String, String> environment) throws IOException {
    List<String> process = new ArrayList<>();
    process.add(Path.of("").toRealPath().toString());
    for (String namespace : NAMESPACES) {
      process.add(Files.readSymbolicLink(Path.of("/proc/self/ns", namespace)).toString());
    }
    for (String line : Files.readString(Path.of("/proc/self/status")).split("\n")) {
      if (line.startsWith("Umask:") || line.startsWith("Uid:") || line.startsWith("Groups:")) {
        process.add(line);
      }
    }
    for (String name : OF_JAVA) {
      process.add(name);
      process.add(environment.getOrDefault(name, ""));
    }
    return new Likeness(
        String.join(
            " ",
            jar.toRealPath().toString(),
            Long.toString(jar.toFile().lastModified()),
            Long.toString(jar.toFile().length())),
        String.join("\n", process));
  }
}
