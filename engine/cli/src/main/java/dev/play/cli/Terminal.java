package dev.play.cli;

import dev.play.settings.Settings;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process's surroundings, passed in.
 *
 * @param console where somebody can be asked, if anybody is there
 */
record Terminal(
    Map<String, String> environment,
    Path directory,
    Path home,
    PrintStream out,
    PrintStream err,
    @Nullable Console console,
    Clock clock) {
  private static final int USUAL_WIDTH = 100;

  Terminal {
    environment = Map.copyOf(environment);
  }

  boolean isInteractive() {
    return console != null && console.isTerminal();
  }

  int width() {
    try {
      return Integer.parseInt(environment.getOrDefault("COLUMNS", "" + USUAL_WIDTH).strip());
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  /** NO_COLOR wins (no-color.org), then FORCE_COLOR, then whether this is a terminal. */
  boolean hasColours(Settings settings) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || settings.flag("ANSIBLE_NOCOLOR")) {
      return false;
    }
    return settings.flag("ANSIBLE_FORCE_COLOR")
        || !environment.getOrDefault("FORCE_COLOR", "").isEmpty()
        || isInteractive();
  }

  Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
  }
}
