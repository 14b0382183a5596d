package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.event.EventJson;
import dev.play.host.HostName;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.variables.Definition;
import dev.play.variables.TaskScope;
import dev.play.variables.VariableSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** play why: where a host's variable comes from. */
@Command(
    name = "why",
    description = "Tells which places define a variable for a host, the winner first.")
final class WhyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "HOST")
  String host = "";

  @Parameters(index = "1", paramLabel = "VARIABLE")
  String variable = "";

  @Mixin InventoryOptions inventory = new InventoryOptions();

  WhyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Project project = new Project(terminal, inventory);
    if (project.report(project.problems())) {
      return ExitStatus.USAGE.code();
    }
    HostName name = new HostName(host);
    if (project.inventory.host(name).isEmpty()) {
      throw new UsageException("there is no host " + host);
    }
    TaskScope scope =
        project
            .variables(new LiveInventory(project.inventory), VariableSettings.DEFAULT)
            .withoutPlay(Optional.of(terminal.directory()))
            .scope(name);
    List<Definition> definitions = scope.explain(variable);
    if (definitions.isEmpty()) {
      terminal.out().println(variable + " is not defined for " + host);
      return ExitStatus.USAGE.code();
    }
    EventJson json = new EventJson();
    for (int i = 0; i < definitions.size(); i++) {
      Definition one = definitions.get(i);
      terminal
          .out()
          .println((i == 0 ? "-> " : "   ") + json.compact(one.value()) + "  from " + one.origin());
    }
    return ExitStatus.OK.code();
  }
}
