package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.shell.ShellText;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A host that cases run on.
 *
 * @param connector opens a connection
 * @param as whom the tasks run as
 * @param base an existing directory under which each case gets its own
 */
public record CaseHost(Supplier<Connection> connector, Optional<Become> as, String base) {
  /** Runs a script in a directory, past probes and effects. */
  String shell(String directory, String script) {
    try (Connection connection = connector.get()) {
      CommandOutput output =
          connection.run(
              ShellRequest.of("cd " + ShellText.quote(directory) + " || exit\n" + script).as(as));
      if (!output.ok()) {
        throw new AssertionError(script + "\nended with " + output.status() + "\n" + output.err());
      }
      return output.out();
    }
  }

  /**
   * All below a directory: kinds, modes, owners, sizes, times, link targets, digests. Independent
   * of the engine's probes.
   */
  String snapshot(String directory) {
    return shell(
        directory,
        "find . -printf '%p %y %m %u %g %s %T@ %C@ %l\\n' | sort\n"
            + "find . -type f -exec sha256sum {} + | sort\n");
  }
}
