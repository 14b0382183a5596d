package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.report.ExitStatus;
import dev.play.variables.InventoryReport;
import dev.play.variables.InventoryVariables;
import dev.play.variables.RunVariables;
import dev.play.variables.VariableSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play inventory: what the inventory says. */
@Command(
    name = "inventory",
    addMethodSubcommands = false,
    description = "Shows the inventory: hosts, groups and their variables.",
    sortOptions = false)
final class InventoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--list", description = "All, as JSON.")
  boolean list;

  @Option(names = "--graph", description = "Groups and hosts as a tree.")
  boolean graph;

  @Option(names = "--host", paramLabel = "HOST", description = "One host's variables.")
  String host = "";

  @Option(names = "--vars", description = "With --graph, variables too.")
  boolean withVariables;

  @Option(
      names = {"-y", "--yaml"},
      description = "As YAML instead of JSON.")
  boolean yaml;

  @Option(names = "--toml", hidden = true)
  boolean toml;

  @Option(
      names = "--export",
      description = "With --list, what each host and group itself is given.")
  boolean export;

  @Option(names = "--output", paramLabel = "FILE", description = "With --list, write to this file.")
  String output = "";

  @Option(
      names = "--playbook-dir",
      paramLabel = "DIRECTORY",
      description = "Stands for a playbook's directory (default: the working directory).")
  String playbookDirectory = "";

  @Option(
      names = {"-v", "--verbose"},
      description = "Taken for Ansible's sake; there is no more to tell.")
  boolean[] verbose = {};

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
  public Integer call() throws IOException {
    check();
    Project project = new Project(terminal, inventory);
    if (project.report(project.problems())) {
      return ExitStatus.USAGE.code();
    }
    RunVariables variables =
        project.variables(new LiveInventory(project.inventory), VariableSettings.DEFAULT);
    Path directory =
        ConnectionOptions.given(playbookDirectory)
            .map(terminal.directory()::resolve)
            .or(() -> project.settings.path("PLAYBOOK_DIR"))
            .orElse(terminal.directory());
    InventoryVariables all = variables.inventoryVariables(Optional.of(directory));
    if (project.report(all.problems())) {
      return ExitStatus.USAGE.code();
    }
    InventoryReport report = new InventoryReport(all, shape(project));
    if (list) {
      tell(yaml ? report.yaml() : report.list());
    } else if (graph) {
      if (project.inventory.group(group).isEmpty()) {
        throw new UsageException("Pattern must be valid group name when using --graph");
      }
      terminal.out().print(report.graph(group, withVariables));
    } else {
      HostName name = new HostName(host);
      if (project.inventory.host(name).isEmpty()) {
        throw new UsageException("Could not match supplied host pattern, ignoring: " + name);
      }
      tell(yaml ? report.hostYaml(name) : report.host(name));
    }
    return ExitStatus.OK.code();
  }

  private void check() {
    if (toml) {
      throw new UsageException("--toml is not supported: play writes inventories as JSON and YAML");
    }
    int actions = (list ? 1 : 0) + (graph ? 1 : 0) + (host.isEmpty() ? 0 : 1);
    if (actions == 0) {
      throw new UsageException(
          "No action selected, at least one of --host, --graph or --list needs to be specified.");
    }
    if (actions > 1) {
      throw new UsageException(
          "Conflicting options used, only one of --host, --graph or --list can be used at the same"
              + " time.");
    }
  }

  /** A limit is for --list alone, as in Ansible. */
  private InventoryReport.Shape shape(Project project) {
    Optional<Set<HostName>> hosts =
        list
            ? project.limit.map(l -> Set.copyOf(l.in(project.inventory).hosts()))
            : Optional.empty();
    return new InventoryReport.Shape(
        export || project.settings.flag("INVENTORY_EXPORT"), hosts, project.extraVars.values());
  }

  private void tell(String text) throws IOException {
    if (output.isEmpty() || !list) {
      terminal.out().println(text.stripTrailing());
      return;
    }
    Files.writeString(terminal.directory().resolve(output), text);
  }
}
