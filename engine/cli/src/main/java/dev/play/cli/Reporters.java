package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.event.EventSink;
import dev.play.report.ConsoleReporter;
import dev.play.report.JsonReporter;
import dev.play.report.MinimalReporter;
import dev.play.report.Palette;
import dev.play.report.Screen;
import dev.play.report.Shown;
import dev.play.settings.Settings;
import dev.play.value.Value;
import java.util.Optional;
import java.util.function.Predicate;

/** How a run is told to whoever started it. */
enum Reporters {
  /** Plays, tasks, hosts and a recap. */
  DEFAULT,
  /** Only results, a block a host. */
  MINIMAL,
  /** Only results, a line a host. */
  ONELINE,
  /** Events as JSON lines. */
  JSON_LINES;

  /** As the settings say; what play does not have is told as usual, with a warning. */
  static Reporters chosen(Settings settings, Terminal terminal) {
    String name = settings.text("DEFAULT_STDOUT_CALLBACK").orElse("default");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "default", "yaml", "debug" -> DEFAULT;
      case "minimal" -> MINIMAL;
      case "oneline" -> ONELINE;
      default -> {
        terminal
            .err()
            .println(
                "[WARNING]: play has no stdout_callback "
                    + name
                    + ": it has default, minimal and oneline, and --json");
        yield DEFAULT;
      }
    };
  }

  private static Shown shown(Settings settings) {
    Predicate<String> flag =
        option ->
            settings
                .ofPlugin("callback", "default", option, name -> Optional.empty())
                .map(found -> found.value().equals(Value.TRUE))
                .orElse(false);
    return new Shown(
        flag.test("display_skipped_hosts"),
        flag.test("display_ok_hosts"),
        flag.test("display_failed_stderr"),
        flag.test("show_task_path_on_failure"));
  }

  EventSink on(Terminal terminal, Settings settings, int verbosity) {
    Screen screen =
        new Screen(terminal.out(), terminal.err(), terminal.isInteractive(), terminal.width());
    Palette palette = terminal.hasColours(settings) ? Palette.COLOURED : Palette.PLAIN;
    return switch (this) {
      case DEFAULT ->
          new ConsoleReporter(screen, palette, verbosity, shown(settings), terminal.clock());
      case MINIMAL -> new MinimalReporter(screen, palette, false, verbosity);
      case ONELINE -> new MinimalReporter(screen, palette, true, verbosity);
      case JSON_LINES -> new JsonReporter(terminal.out());
    };
  }
}
