package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.coverage.CoverageNotes;
import dev.play.coverage.CoveragePage;
import dev.play.coverage.Difference;
import dev.play.coverage.DocumentedOption;
import dev.play.schema.ModuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mends the page: -Dplay.coverage.write=true */
class ModuleCoverageTest {
  private static final Path TOP = Path.of("../..");
  private static final Path PAGE = TOP.resolve("docs/modules-coverage.md");

  private final ModuleLibrary library = Project.modules();
  private final List<DocumentedOption> documented;
  private final CoverageNotes notes;

  ModuleCoverageTest() throws IOException {
    documented = DocumentedOption.all(TOP.resolve("compat/documented-options"));
    notes = CoverageNotes.of(TOP.resolve("compat/module-notes"));
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
      Files.writeString(PAGE, wanted);
    }
    assertThat(withoutCounts(Files.readString(PAGE))).isEqualTo(withoutCounts(wanted));
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
