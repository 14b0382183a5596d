package dev.play.shell;

import dev.play.host.Command;
import dev.play.host.HostException;
import java.util.Map;

/** A command as shell text that becomes it: its arguments are data, whatever they hold. */
public final class CommandText {
  private CommandText() {}

  /**
   * Text for a subshell, whose exit status is the command's.
   *
   * @throws HostException for a variable that no shell can export
   */
  public static String of(Command command) {
    StringBuilder out = new StringBuilder();
    command.directory().ifPresent(d -> out.append(changing(ShellText.path(d))));
    for (Map.Entry<String, String> variable : command.environment().entrySet()) {
      if (!ShellText.isVariableName(variable.getKey())) {
        throw new HostException(
            "cannot set the environment variable '" + variable.getKey() + "': not a name");
      }
      out.append("export ")
          .append(variable.getKey())
          .append('=')
          .append(ShellText.quote(variable.getValue()))
          .append('\n');
    }
    String exec = exec(command);
    if (command.stdin().size() == 0) {
      return out.append(exec).append(" </dev/null\n").toString();
    }
    return out.append(ShellText.print(command.stdin()))
        .append(" | ( ")
        .append(exec)
        .append(" )\n")
        .toString();
  }

  /** Physically, as chdir(2) does: what runs sees no link in its PWD. */
  private static String changing(String directory) {
    return "cd -P "
        + directory
        + " 2>/dev/null || { printf 'Unable to change directory before execution: %s\\n' "
        + directory
        + " >&2; exit 1; }\n";
  }

  private static String exec(Command command) {
    String name = command.argv().getFirst();
    if (name.startsWith("-") || name.isEmpty()) {
      // Some shells would take it as an option of exec.
      return "{ printf '%s: not found\\n' " + ShellText.quote(name) + " >&2; exit 127; }";
    }
    StringBuilder out = new StringBuilder("exec");
    if (name.startsWith("~")) {
      out.append(' ').append(ShellText.path(dev.play.host.HostPath.of(name)));
    } else {
      out.append(' ').append(ShellText.quote(name));
    }
    for (String argument : command.argv().subList(1, command.argv().size())) {
      out.append(' ').append(ShellText.quote(argument));
    }
    return out.toString();
  }
}
