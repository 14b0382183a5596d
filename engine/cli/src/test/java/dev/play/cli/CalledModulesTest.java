package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.playbook.ModuleFamilies;
import dev.play.playbook.ModuleNames;
import dev.play.schema.ModuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalledModulesTest {
  private static final Path CALLED = Path.of("../../compat/called-modules");

  private final ModuleLibrary library = Project.modules();
  private final ModuleFamilies families = ModuleFamilies.load();

  @Test
  void whatRolesCallIsThereOrIsRefusedWithAReason() throws IOException {
    List<String> called =
        Files.readAllLines(CALLED).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ")[0])
            .toList();
    assertThat(called).hasSizeGreaterThan(100);
    assertThat(called)
        .filteredOn(name -> library.find(name).isEmpty())
        .filteredOn(name -> !ModuleNames.STATEMENTS.contains(name))
        .filteredOn(name -> families.reason(name).isEmpty())
        .isEmpty();
  }
}
