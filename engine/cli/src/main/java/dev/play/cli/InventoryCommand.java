package dev.play.cli;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.variables.InventoryReport;
import dev.play.variables.InventoryVariables;
import dev.play.variables.RunVariables;
import dev.play.variables.VariableSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play inventory: what the inventory says. */
@Command(
    name = "inventory",
    description = "Shows the inventory: hosts, groups and their variables.",
    sortOptions = false)
final class InventoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  /** One of them. */
  static final class Shape {
    @Option(names = "--list", description = "All, as JSON.")
    boolean list;

    @Option(names = "--graph", description = "Groups and hosts as a tree.")
    boolean graph;

    @Option(names = "--host", paramLabel = "HOST", description = "One host's variables as JSON.")
    String host = "";
  }

  @ArgGroup(multiplicity = "1")
  Shape shape = new Shape();

  @Option(names = "--vars", description = "With --graph, variables too.")
  boolean withVariables;

  @Parameters(
      paramLabel = "GROUP",
      arity = "0..1",
      defaultValue = Inventory.ALL,
      description = "With --graph, where to start.")
  String group = Inventory.ALL;

  @Mixin InventoryOptions inventory = new InventoryOptions();

  InventoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Project project = new Project(terminal, inventory);
    if (project.report(project.problems())) {
      return ExitStatus.USAGE.code();
    }
    RunVariables variables =
        project.variables(new LiveInventory(project.inventory), VariableSettings.DEFAULT);
    InventoryVariables all = variables.inventoryVariables(Optional.of(terminal.directory()));
    if (project.report(all.problems())) {
      return ExitStatus.USAGE.code();
    }
    InventoryReport report = new InventoryReport(all);
    if (shape.list) {
      terminal.out().println(report.list().stripTrailing());
    } else if (shape.graph) {
      if (project.inventory.group(group).isEmpty()) {
        throw new UsageException("there is no group " + group);
      }
      terminal.out().print(report.graph(group, withVariables));
    } else {
      HostName host = new HostName(shape.host);
      if (project.inventory.host(host).isEmpty()) {
        throw new UsageException("there is no host " + host);
      }
      terminal.out().println(report.host(host).stripTrailing());
    }
    return ExitStatus.OK.code();
  }
}
