package dev.play.cli;

import dev.play.report.ExitStatus;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.yaml.YamlData;
import java.util.ArrayList;
import java.util.List;

/** What a key that a dictionary has twice is: the setting duplicate_dict_key. */
final class DuplicateKeys {
  private final String setting;

  DuplicateKeys(Settings settings) {
    this.setting = settings.text("DUPLICATE_YAML_DICT_KEY").orElse("warn");
  }

  /** The problems as the setting has them. */
  List<Diagnostic> in(List<Diagnostic> problems) {
    if (setting.equals("warn")) {
      return problems;
    }
    List<Diagnostic> out = new ArrayList<>();
    for (Diagnostic problem : problems) {
      if (!isOne(problem)) {
        out.add(problem);
      } else if (setting.equals("error")) {
        out.add(
            new Diagnostic(
                Diagnostic.Severity.ERROR, problem.message(), problem.span(), problem.hint()));
      }
    }
    return out;
  }

  /** How a command ends for these problems: as Ansible where it refuses a file for such a key. */
  ExitStatus status(List<Diagnostic> problems) {
    return setting.equals("error") && problems.stream().anyMatch(DuplicateKeys::isOne)
        ? ExitStatus.UNREADABLE
        : ExitStatus.USAGE;
  }

  private static boolean isOne(Diagnostic problem) {
    return problem.message().startsWith(YamlData.DUPLICATE);
  }
}
