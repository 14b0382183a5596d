package dev.play.testkit;

import dev.play.compile.text.StaticLookups;
import dev.play.compile.text.StaticScope;
import dev.play.files.Controller;
import dev.play.files.FileDigests;
import dev.play.files.SearchPath;
import dev.play.files.TaskFiles;
import dev.play.module.ControllerFiles;
import dev.play.settings.Settings;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The controller's files of a case, as the engine shows them to a task of a play beside them. */
final class CaseFiles {
  private CaseFiles() {}

  /**
   * Files of a playbook that defines no variables.
   *
   * @param directory the playbook's
   */
  static ControllerFiles in(Path directory) {
    Random random = new Random(1);
    Clock clock = Clock.systemUTC();
    Settings settings = Settings.usual(directory);
    Controller controller =
        new Controller(
            Map.of(),
            clock,
            random,
            directory,
            directory,
            VaultSecrets.none(),
            new YamlFiles(VaultSecrets.none(), directory),
            new TemplateCompiler(StandardLibrary.create()),
            new FileDigests(),
            settings);
    return new TaskFiles(
        controller,
        new SearchPath(List.of(), directory, directory),
        new StaticScope(
            List.of(), new StaticLookups(Map.of(), clock, random, directory, directory, settings)));
  }
}
