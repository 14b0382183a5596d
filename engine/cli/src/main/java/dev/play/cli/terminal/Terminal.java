package dev.play.cli.terminal;

import dev.play.settings.Settings;
import java.io.Console;
import java.io.InputStream;
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
public record Terminal(
    Map<String, String> environment,
    Path directory,
    Path home,
    InputStream in,
    PrintStream out,
    PrintStream err,
    @Nullable Console console,
    Clock clock) {
  private static final int USUAL_WIDTH = 100;

  /** One with nothing to read. */
  public Terminal(
      Map<String, String> environment,
      Path directory,
      Path home,
      PrintStream out,
      PrintStream err,
      @Nullable Console console,
      Clock clock) {
    this(environment, directory, home, InputStream.nullInputStream(), out, err, console, clock);
  }

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** Whether somebody is there. */
  public boolean isInteractive() {
    return console != null && console.isTerminal();
  }

  /** Columns. */
  public int width() {
    try {
      return Integer.parseInt(environment.getOrDefault("COLUMNS", "" + USUAL_WIDTH).strip());
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  /** NO_COLOR wins (no-color.org), then FORCE_COLOR, then whether this is a terminal. */
  public boolean hasColours(Settings settings) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || settings.flag("ANSIBLE_NOCOLOR")) {
      return false;
    }
    return settings.flag("ANSIBLE_FORCE_COLOR")
        || !environment.getOrDefault("FORCE_COLOR", "").isEmpty()
        || isInteractive();
  }

  /** An environment variable that is not blank. */
  public Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
  }
}
