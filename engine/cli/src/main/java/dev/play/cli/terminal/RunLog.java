package dev.play.cli.terminal;

import dev.play.event.EventSink;
import dev.play.report.ConsoleReporter;
import dev.play.report.Palette;
import dev.play.report.Screen;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The file that the setting {@code log_path} names: what a run tells is added to it, each message
 * behind its time, the process, the user and its weight, as Ansible writes it.
 */
public final class RunLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);
  private static final int WIDTH = 80;

  private final OutputStream file;
  private final Clock clock;
  private final String who;
  private final int verbosity;

  private RunLog(OutputStream file, Clock clock, int verbosity) {
    this.file = file;
    this.clock = clock;
    this.verbosity = verbosity;
    ProcessHandle self = ProcessHandle.current();
    this.who = " p=" + self.pid() + " u=" + self.info().user().orElse("?") + " n=ansible ";
  }

  /** The log, if one is asked for; one that cannot be written is warned of. */
  public static Optional<RunLog> of(Settings settings, Terminal terminal) {
    Optional<Path> path = settings.path("DEFAULT_LOG_PATH");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RunLog(
              new FileOutputStream(path.get().toFile(), true),
              terminal.clock(),
              settings.isSet("LOG_VERBOSITY") ? settings.number("LOG_VERBOSITY") : 0));
    } catch (IOException e) {
      terminal
          .err()
          .println(
              "[WARNING]: log file at " + path.get() + " is not writeable and we cannot create it");
      return Optional.empty();
    }
  }

  /** How much is told in the log, where that is more than on the console. */
  public int verbosity(int ofConsole) {
    return Math.max(verbosity, ofConsole);
  }

  /** Tells a run to the log. */
  public EventSink reporter(int ofConsole) {
    Screen screen = new Screen(new Lines("INFO"), new Lines("WARNING"), false, WIDTH);
    return new ConsoleReporter(screen, Palette.PLAIN, verbosity(ofConsole), clock);
  }

  /** A mistake or warning that was found before the run, masked already. */
  public void add(Diagnostic problem, String message) {
    boolean error = problem.severity() == Diagnostic.Severity.ERROR;
    new Lines(error ? "ERROR" : "WARNING")
        .println((error ? "ERROR! " : "[WARNING]: ") + message + " (" + problem.span() + ")");
  }

  /** Messages of one weight; empty ones are left out. */
  private final class Lines extends PrintStream {
    private final String weight;

    Lines(String weight) {
      super(file, true, StandardCharsets.UTF_8);
      this.weight = weight;
    }

    @Override
    public void println(String message) {
      if (!message.isBlank()) {
        super.println(
            TIME.format(clock.instant().atZone(clock.getZone())) + who + weight + "| " + message);
      }
    }
  }
}
