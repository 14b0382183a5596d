package dev.play.cli;

import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import dev.play.variables.PlayVariables;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code play_before}: a shell command that the inventory wants run on the controller before the
 * first connection, for example to start the hosts. Each command once. Its output goes to stderr.
 */
final class Before {
  private static final String NAME = "play_before";
  private final Project project;
  private final PlayVariables variables;

  Before(Project project, PlayVariables variables) {
    this.project = project;
    this.variables = variables;
  }

  void run(List<HostName> hosts) {
    Set<String> commands = new LinkedHashSet<>();
    for (HostName host : hosts) {
      var scope = variables.scope(host);
      Value value = scope.lookup(NAME);
      if (!(value instanceof Value.Undefined) && !(value instanceof Value.None)) {
        commands.add(PythonText.str(Values.deepResolve(value, scope, project.templates)));
      }
    }
    commands.forEach(this::run);
  }

  private void run(String command) {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "exec 1>&2\n" + command)
            .directory(project.terminal.directory().toFile())
            .inheritIO();
    builder.environment().clear();
    builder.environment().putAll(project.terminal.environment());
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new HostException(NAME + ": `" + command + "` ended with status " + status);
      }
    } catch (IOException e) {
      throw new HostException(NAME + ": " + e.getMessage(), false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(NAME + " was interrupted", false, e);
    }
  }
}
