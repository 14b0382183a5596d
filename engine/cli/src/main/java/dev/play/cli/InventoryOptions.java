package dev.play.cli;

import dev.play.cli.vault.VaultOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which hosts, with which variables. */
final class InventoryOptions {
  @Option(
      names = {"-i", "--inventory", "--inventory-file"},
      paramLabel = "INVENTORY",
      description =
          "File, directory, script, list with a comma (a,b,), or the name of one under inventories/."
              + " May be given several times.")
  List<String> inventories = new ArrayList<>();

  @Option(
      names = {"-l", "--limit", "--subset"},
      paramLabel = "PATTERN",
      description = "Only these hosts, or @FILE with one a line.")
  String limit = "";

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description = "NAME=VALUE, a dictionary in YAML or JSON, or @FILE; wins over all others.")
  List<String> extraVars = new ArrayList<>();

  @Option(
      names = "--refresh-inventory",
      description = "Asks inventories that are kept for a time (cache: true) anew.")
  boolean refresh;

  @Mixin VaultOptions vault = new VaultOptions();
}
