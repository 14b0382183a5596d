package dev.play.connection;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Brings {@link Passages} in a jar of its own, found by {@link java.util.ServiceLoader} (a line in
 * {@code META-INF/services/dev.play.connection.PassageService}). Looked for where a host's variable
 * {@code play_passage} names one, or where there is a ProxyCommand that it might stand in for; no
 * other run loads it. The class itself should need little; what it opens may need more.
 */
public interface PassageService {
  /**
   * What {@code play_passage} calls it. The host's variables {@code play_NAME_...} are then among
   * {@link Target#options}.
   */
  String name();

  /**
   * The options with which it does what a ProxyCommand would do, or nothing where it is another
   * program's affair. The port is the command's own: {@code play_NAME_port}.
   *
   * @param environment the process's
   */
  Optional<Map<String, String>> inPlaceOf(String proxyCommand, Map<String, String> environment);

  /**
   * Opens it, once for a run.
   *
   * @param environment the process's
   * @param directory the project's, for what it keeps below {@code .play}
   */
  Passages open(Map<String, String> environment, Path directory);
}
