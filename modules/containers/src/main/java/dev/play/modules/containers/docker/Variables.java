package dev.play.modules.containers.docker;

import dev.play.modules.containers.container.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables that the client hands on. It takes their values out of its own environment, where a
 * process list does not show them; only those that it reads itself go by its words.
 *
 * @param words for the client
 * @param environment of the client
 */
public record Variables(List<String> words, Map<String, String> environment) {
  private static final String TAKEN =
      "PATH|HOME|USER|PWD|OLDPWD|IFS|ENV|SHELL|TMPDIR|LC_.*|LANG|LANGUAGE|LD_.*|DOCKER_.*|COMPOSE_.*"
          + "|BUILDKIT_.*|BUILDX_.*|XDG_.*|SSH_.*|GO[A-Z]+|(?i:(https?|no|all|ftp)_proxy)|SSL_CERT_.*|_";

  /** Whether the client, or a shell about it, reads a variable of this name itself. */
  public static boolean isTaken(String name) {
    return name.matches(TAKEN) || !name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  public Variables {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads a dictionary.
   *
   * @param option of the client, for example {@code --env}
   * @throws IllegalArgumentException for what is no name of a variable
   */
  public static Variables of(String option, Map<String, Value> values) {
    List<String> words = new ArrayList<>();
    Map<String, String> environment = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a name of a variable: '" + name + "'");
          }
          if (isTaken(name)) {
            words.add(option + "=" + name + "=" + Wanted.text(value));
          } else {
            words.add(option + "=" + name);
            environment.put(name, Wanted.text(value));
          }
        });
    return new Variables(words, environment);
  }
}
