package dev.play.cli.config;

import dev.play.cli.terminal.Terminal;
import dev.play.report.ExitStatus;
import dev.play.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** play config list: the settings there are, as YAML. */
@Command(name = "list", description = "Lists all settings and how each is set.")
final class ConfigList implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ConfigFileChoice choice = new ConfigFileChoice();

  ConfigList(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (Settings.Entry entry : choice.settings(terminal).entries()) {
      if (entry.plugin().isEmpty()) {
        show(entry);
      }
    }
    return ExitStatus.OK.code();
  }

  private void show(Settings.Entry entry) {
    StringBuilder out = new StringBuilder(entry.name()).append(":\n");
    if (!entry.environment().isEmpty()) {
      out.append("  env:\n");
      entry.environment().forEach(name -> out.append("  - name: ").append(name).append('\n'));
    }
    if (!entry.keys().isEmpty()) {
      out.append("  ini:\n");
    }
    for (String key : entry.keys()) {
      int dot = key.indexOf('.');
      out.append("  - key: ").append(key, dot + 1, key.length()).append('\n');
      out.append("    section: ").append(key, 0, dot).append('\n');
    }
    terminal.out().print(out.append("  type: ").append(entry.type()).append('\n'));
  }
}
