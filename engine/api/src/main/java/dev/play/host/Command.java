package dev.play.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command for a host.
 *
 * @param argv run as it is, without a shell; for a script {@code [sh, -c, script]}
 * @param environment added to the login's
 * @param directory where it runs; the login directory when empty
 * @param stdin what it reads; nothing when empty
 */
public record Command(
    List<String> argv, Map<String, String> environment, Optional<HostPath> directory, Blob stdin) {
  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a name");
    }
  }

  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  public static Command of(List<String> argv) {
    return new Command(argv, Map.of(), Optional.empty(), Blob.of(""));
  }

  /** A script for the host's POSIX shell; {@code arguments} are its $1, $2, ... */
  public static Command script(String script, String... arguments) {
    List<String> argv = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    argv.addAll(List.of(arguments));
    return of(argv);
  }

  public Command withEnvironment(Map<String, String> more) {
    Map<String, String> merged = new java.util.LinkedHashMap<>(environment);
    merged.putAll(more);
    return new Command(argv, merged, directory, stdin);
  }

  public Command withStdin(Blob input) {
    return new Command(argv, environment, directory, input);
  }

  public Command in(HostPath where) {
    return new Command(argv, environment, Optional.of(where), stdin);
  }
}
