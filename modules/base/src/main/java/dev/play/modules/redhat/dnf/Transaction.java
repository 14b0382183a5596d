package dev.play.modules.redhat.dnf;

import dev.play.host.CommandOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What dnf would do, as the table says that {@code --assumeno} ends with (dnf 4 and dnf 5). A row
 * that does not fit the line goes on in the next one, which begins with more spaces.
 */
public record Transaction(List<Row> rows, List<String> groups) {
  /** What becomes of a package. */
  public enum Deed {
    INSTALL,
    UPGRADE,
    DOWNGRADE,
    REINSTALL,
    REMOVE
  }

  /**
   * A package of it.
   *
   * @param version epoch, version and release, the epoch left out where it is 0
   */
  public record Row(Deed deed, String name, String architecture, String version) {
    /** As dnf and Ansible write it. */
    public String nevra() {
      return name + "-" + version + "." + architecture;
    }
  }

  public Transaction {
    rows = List.copyOf(rows);
    groups = List.copyOf(groups);
  }

  public boolean isEmpty() {
    return rows.isEmpty() && groups.isEmpty();
  }

  /** Whether the output is dnf's answer: a transaction that was not begun, or that none is. */
  static boolean isAnswer(CommandOutput output) {
    return output.ok() || (output.out() + output.err()).contains("Operation aborted");
  }

  /** What it says went wrong. */
  static String complaint(CommandOutput output) {
    List<String> lines =
        (output.err().isBlank() ? output.out() : output.err())
            .lines()
            .filter(l -> !l.startsWith("Unable to detect release version") && !l.isBlank())
            .toList();
    return lines.isEmpty() ? "dnf ended with status " + output.status() : String.join("\n", lines);
  }

  /** The names that it knows nothing of. */
  static List<String> unknown(CommandOutput output) {
    return (output.err() + "\n" + output.out())
        .lines()
        .filter(l -> l.matches("No match for argument: .*|No package .* available\\.?"))
        .map(l -> l.replaceFirst("No match for argument: |No package ", ""))
        .map(l -> l.replaceFirst(" available\\.?$", ""))
        .distinct()
        .toList();
  }

  /** Reads a table. */
  static Transaction read(CommandOutput output) {
    List<Row> rows = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    Optional<String> section = Optional.empty();
    List<String> lines = output.out().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("Transaction Summary")) {
        break;
      }
      if (line.matches("[A-Z][A-Za-z/ ]+:")) {
        section = Optional.of(line.toLowerCase(Locale.ROOT));
      } else if (section.isPresent() && line.matches(" \\S.*")) {
        StringBuilder row = new StringBuilder(line);
        while (i + 1 < lines.size() && lines.get(i + 1).matches("  +(?!replacing )\\S.*")) {
          row.append(' ').append(lines.get(++i));
        }
        add(section.get(), row.toString().strip(), rows, groups);
      }
    }
    return new Transaction(rows, groups);
  }

  private static void add(String section, String row, List<Row> rows, List<String> groups) {
    if (section.endsWith("groups:") || section.contains("module ") && !section.contains("/")) {
      groups.add(row);
      return;
    }
    String[] words = row.split("\\s+");
    Optional<Deed> deed = deed(section);
    if (deed.isPresent() && words.length >= 4) {
      rows.add(new Row(deed.get(), words[0], words[1], words[2].replaceFirst("^0:", "")));
    }
  }

  private static Optional<Deed> deed(String section) {
    return switch (section.split("[ :]")[0]) {
      case "installing" -> Optional.of(Deed.INSTALL);
      case "upgrading" -> Optional.of(Deed.UPGRADE);
      case "downgrading" -> Optional.of(Deed.DOWNGRADE);
      case "reinstalling" -> Optional.of(Deed.REINSTALL);
      case "removing" -> Optional.of(Deed.REMOVE);
      // "Skipping packages with ..."
      default -> Optional.empty();
    };
  }
}
