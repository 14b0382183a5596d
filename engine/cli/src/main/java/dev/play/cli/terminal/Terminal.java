package dev.play.cli.terminal;

import dev.play.run.port.Operator;
import dev.play.settings.Settings;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process's surroundings, passed in.
 *
 * @param console where somebody can be asked, if anybody is there
 * @param afar who is asked instead, where the terminal is another process's
 */
public record Terminal(
    Map<String, String> environment,
    Path directory,
    Path home,
    InputStream in,
    PrintStream out,
    PrintStream err,
    @Nullable Console console,
    @Nullable Operator afar,
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
    this(
        environment,
        directory,
        home,
        InputStream.nullInputStream(),
        out,
        err,
        console,
        null,
        clock);
  }

  /** This process's. */
  public static Terminal here() {
    Map<String, String> environment = ProcessEnvironment.read();
    return new Terminal(
        environment,
        Path.of("").toAbsolutePath(),
        home(environment),
        System.in,
        stream(new FileOutputStream(FileDescriptor.out)),
        stream(new FileOutputStream(FileDescriptor.err)),
        System.console(),
        null,
        new LocalClock());
  }

  /** Another process's, with the same directory. */
  public static Terminal afar(
      Map<String, String> environment, PrintStream out, PrintStream err, Operator operator) {
    return new Terminal(
        environment,
        Path.of("").toAbsolutePath(),
        home(environment),
        InputStream.nullInputStream(),
        out,
        err,
        null,
        operator,
        new LocalClock());
  }

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
  }

  /** One that is written to when it is flushed, or holds a good deal. */
  public static PrintStream stream(OutputStream to) {
    return new PrintStream(new BufferedOutputStream(to, 1 << 16), false, StandardCharsets.UTF_8);
  }

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** Whether somebody is there. */
  public boolean isInteractive() {
    return afar == null ? console != null && console.isTerminal() : afar.isThere();
  }

  /** Whoever is there. */
  public Operator operator() {
    return afar == null ? new ConsoleOperator(this) : afar;
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
