package dev.play.cli.config;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.event.EventJson;
import dev.play.report.ExitStatus;
import dev.play.settings.Settings;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** play config dump: every setting as it is, and who says so. */
@Command(name = "dump", description = "Shows all settings with their values and origins.")
final class ConfigDump implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ConfigFileChoice choice = new ConfigFileChoice();

  @Option(
      names = {"--only-changed", "--changed-only"},
      description = "Only those that somebody has set.")
  boolean onlyChanged;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      defaultValue = "base",
      description = "base, all, or plugins of a type: connection, become, cache, ...")
  String type = "base";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "display",
      description = "display or json.")
  String format = "display";

  ConfigDump(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Line(Settings.Entry entry, Settings.Found found) {}

  @Override
  public Integer call() {
    Settings settings = choice.settings(terminal);
    List<Line> lines = new ArrayList<>();
    for (Settings.Entry entry : settings.entries()) {
      Optional<Settings.Found> found = isWanted(entry) ? found(settings, entry) : Optional.empty();
      found
          .filter(f -> !onlyChanged || !f.isDefault())
          .ifPresent(f -> lines.add(new Line(entry, f)));
    }
    switch (format) {
      case "display" -> display(lines, settings);
      case "json" -> json(lines);
      default -> throw new UsageException("the format is display or json, not " + format);
    }
    return ExitStatus.OK.code();
  }

  private boolean isWanted(Settings.Entry entry) {
    return switch (type) {
      case "all" -> true;
      case "base" -> entry.plugin().isEmpty();
      default -> entry.plugin().startsWith(type + "/");
    };
  }

  private static Optional<Settings.Found> found(Settings settings, Settings.Entry entry) {
    int slash = entry.plugin().indexOf('/');
    return slash < 0
        ? settings.find(entry.name())
        : settings.ofPlugin(
            entry.plugin().substring(0, slash),
            entry.plugin().substring(slash + 1),
            entry.name(),
            variable -> Optional.empty());
  }

  private void display(List<Line> lines, Settings settings) {
    String plugin = "";
    String kind = "";
    for (Line line : lines) {
      String now = line.entry().plugin();
      if (!now.equals(plugin)) {
        if (plugin.isEmpty()) {
          configFile(settings);
        }
        kind = heading(kind, now);
        plugin = now;
      }
      terminal.out().println(text(line));
    }
    if (plugin.isEmpty()) {
      configFile(settings);
    }
  }

  /** Told even where only what differs is: it says where the rest comes from. */
  private void configFile(Settings settings) {
    String file = settings.file().map(Object::toString).orElse("None");
    terminal.out().println("CONFIG_FILE() = " + file);
  }

  /** The headings of a plugin and, where it is the first of its kind, of the kind. */
  private String heading(String kind, String plugin) {
    String own = plugin.substring(0, plugin.indexOf('/'));
    String name = plugin.substring(own.length() + 1);
    if (!own.equals(kind)) {
      String title = own.toUpperCase(Locale.ROOT);
      terminal.out().println("\n" + title + ":\n" + "=".repeat(title.length()));
    }
    terminal.out().println("\n" + name + ":\n" + "_".repeat(name.length()));
    return own;
  }

  private static String text(Line line) {
    return line.entry().name()
        + "("
        + line.found().origin()
        + ") = "
        + PythonText.str(line.found().value());
  }

  private void json(List<Line> lines) {
    List<Value> out = new ArrayList<>();
    for (Line line : lines) {
      Value.Dict one =
          Value.dictOf("name", line.entry().name(), "origin", line.found().origin())
              .with("value", line.found().value());
      out.add(
          line.entry().plugin().isEmpty()
              ? one
              : one.with("plugin", Value.text(line.entry().plugin())));
    }
    terminal.out().println(new EventJson().compact(new Value.Sequence(out)));
  }
}
