package dev.play.cli.vault;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.vault.VaultPassword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play vault encrypt_string: values for YAML files. */
@Command(description = "Encrypts texts as values for YAML files.")
final class VaultStrings extends VaultWork {
  private static final String INDENT = " ".repeat(10);

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "The texts; - is stdin.")
  List<String> texts = new ArrayList<>();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The variable's name; one for each text, in order.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--stdin-name",
      paramLabel = "NAME",
      description = "The variable's name for what stdin holds.")
  String stdinName = "";

  @Option(
      names = {"-p", "--prompt"},
      description = "Ask for a text.")
  boolean prompting;

  @Option(names = "--show-input", description = "Show what is typed when asked for a text.")
  boolean showing;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the result goes (default: stdout).")
  String output = "-";

  /** A text with the name it goes by, if any. */
  private record Named(Optional<String> name, String text) {}

  VaultStrings(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    VaultDesk desk = desk();
    VaultPassword password = desk.sealing(encryptId);
    List<String> blocks = new ArrayList<>();
    for (Named one : collect(desk)) {
      if (one.text().isEmpty()) {
        throw new UsageException("The plaintext provided from the command line args was empty");
      }
      String sealed =
          VaultDesk.text(desk.sealed(one.text().getBytes(StandardCharsets.UTF_8), password));
      String head = one.name().map(name -> name + ": ").orElse("") + "!vault |";
      StringBuilder block = new StringBuilder(head);
      sealed.lines().forEach(line -> block.append('\n').append(INDENT).append(line));
      blocks.add(block.toString());
    }
    desk.put(output, (String.join("\n\n", blocks) + "\n").getBytes(StandardCharsets.UTF_8));
    desk.done("Encryption");
    return 0;
  }

  private List<Named> collect(VaultDesk desk) {
    List<Named> all = new ArrayList<>();
    boolean stdin = texts.isEmpty() && !prompting || texts.contains("-");
    if (stdin) {
      all.add(
          new Named(
              Optional.of(stdinName).filter(name -> !name.isEmpty()),
              VaultDesk.text(desk.input())));
    }
    if (prompting) {
      String text =
          desk.sources
              .operator()
              .ask("String to encrypt" + (showing ? ": " : " (hidden): "), !showing)
              .orElseThrow(() -> new UsageException("nobody is there to give the text"));
      all.add(new Named(names.stream().findFirst(), text));
    }
    List<String> given = texts.stream().filter(text -> !text.equals("-")).toList();
    for (int i = 0; i < given.size(); i++) {
      all.add(
          new Named(i < names.size() ? Optional.of(names.get(i)) : Optional.empty(), given.get(i)));
    }
    return all;
  }
}
