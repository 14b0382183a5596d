package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.coverage.CoverageNotes;
import dev.play.coverage.CoveragePage;
import dev.play.coverage.Difference;
import dev.play.coverage.DocumentedOption;
import dev.play.playbook.ModuleFamilies;
import dev.play.playbook.ModuleNames;
import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModulePage;
import dev.play.schema.ModuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mends: ./play doc --write docs/modules; of the coverage -Dplay.coverage.write=true */
class ModulePagesTest {
  private static final Path PAGES = Path.of("../../docs/modules");

  private static final Path TOP = Path.of("../..");
  private static final Path COVERAGE = TOP.resolve("docs/modules-coverage.md");

  private final ModuleLibrary library = Project.modules();
  private final List<DocumentedOption> documented;
  private final CoverageNotes notes;

  ModulePagesTest() throws IOException {
    documented = DocumentedOption.all(TOP.resolve("compat/documented-options"));
    notes = CoverageNotes.of(TOP.resolve("compat/module-notes"));
  }

  @Test
  void thePagesSayWhatTheModulesSay() throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    List<ModuleSpec> specs = new ArrayList<>();
    for (String name : library.names()) {
      library.find(name).ifPresent(specs::add);
    }
    specs.forEach(spec -> wanted.put(spec.name() + ".md", ModulePage.of(spec)));
    wanted.put("README.md", ModulePage.index(specs));

    Map<String, String> there = new TreeMap<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.toList()) {
        there.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(there).isEqualTo(wanted);
  }

  @Test
  void everyDifferenceFromTheDocumentedOptionsHasAReason() {
    assertThat(differences()).filteredOn(d -> notes.about(d).isEmpty()).isEmpty();
  }

  @Test
  void everyReasonIsForADifference() {
    assertThat(notes.idle(differences())).isEmpty();
  }

  @Test
  void thePageSaysWhatTheRecordsSay() throws IOException {
    String wanted = new CoveragePage(notes, TOP.resolve("modules")).of(library, documented);
    if (Boolean.getBoolean("play.coverage.write")) {
      Files.writeString(COVERAGE, wanted);
    }
    assertThat(withoutCounts(Files.readString(COVERAGE))).isEqualTo(withoutCounts(wanted));
  }

  @Test
  void whatRolesCallIsThereOrIsRefusedWithAReason() throws IOException {
    ModuleFamilies families = ModuleFamilies.standard();
    List<String> called =
        Files.readAllLines(TOP.resolve("compat/called-modules")).stream()
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

  /** The number of cases grows from day to day. */
  private static String withoutCounts(String page) {
    return page.replaceAll("\\| \\d+ \\|", "| N |");
  }

  private List<Difference> differences() {
    List<Difference> out = new ArrayList<>();
    for (DocumentedOption option : documented) {
      library.find(option.module()).ifPresent(s -> out.addAll(option.differences(s)));
    }
    return out;
  }
}
