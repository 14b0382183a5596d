package dev.play.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which hosts, with which variables. */
final class InventoryOptions {
  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "INVENTORY",
      description =
          "File, directory, script, list with a comma (a,b,), or the name of one under inventories/."
              + " May be given several times.")
  List<String> inventories = new ArrayList<>();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = "Only these hosts, or @FILE with one a line.")
  String limit = "";

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      description = "NAME=VALUE, a dictionary in YAML or JSON, or @FILE; wins over all others.")
  List<String> extraVars = new ArrayList<>();

  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "FILE",
      description = "Holds the password of vault files, or prints it when executable.")
  List<String> vaultPasswordFiles = new ArrayList<>();

  @Option(
      names = "--vault-id",
      paramLabel = "LABEL@FILE",
      description = "The same with a label; `prompt` for FILE asks.")
  List<String> vaultIds = new ArrayList<>();

  @Option(
      names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
      description = "Ask for the password of vault files.")
  boolean askVaultPassword;
}
