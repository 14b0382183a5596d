package dev.play.remote;

import java.nio.file.Path;
import java.util.Map;

/**
 * Brings {@link Remotes} in a jar of its own, found by {@link java.util.ServiceLoader} (a line in
 * {@code META-INF/services/dev.play.remote.RemoteService}) when a task first asks for something of
 * its; no other run loads it. The class itself should need little; what it opens may need more.
 */
public interface RemoteService {
  /** What {@link RemoteAccount#service} calls it. */
  String name();

  /**
   * Opens it, once for a run.
   *
   * @param environment the process's
   * @param home the user's home directory
   * @param directory where relative file names start
   */
  Remotes open(Map<String, String> environment, Path home, Path directory);
}
