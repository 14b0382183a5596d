package dev.play.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticTextTest {
  private final DiagnosticText text =
      new DiagnosticText(
          name ->
              name.equals("a.yml")
                  ? Optional.of(List.of("one", "\twhem: true  ", "x".repeat(300)))
                  : Optional.empty());

  @Test
  void showsTheLineAndUnderlinesThePlace() {
    assertThat(text.render(Diagnostic.error(new Span("a.yml", 2, 2, 4), "no keyword", "when?")))
        .isEqualTo("a.yml:2:2: ERROR! no keyword\n    \twhem: true\n    \t^~~~\n  hint: when?\n");
  }

  @Test
  void leavesOutWhatCannotBeShown() {
    assertThat(text.render(Diagnostic.warning(new Span("b.yml", 2, 2, 4), "odd")))
        .isEqualTo("b.yml:2:2: [WARNING]: odd\n");
    assertThat(text.render(Diagnostic.warning(Span.none("command line"), "odd")))
        .isEqualTo("command line: [WARNING]: odd\n");
    assertThat(text.render(Diagnostic.warning(new Span("a.yml", 9, 1, 1), "odd")))
        .isEqualTo("a.yml:9:1: [WARNING]: odd\n");
  }

  @Test
  void showsTheSurroundingsOfAPlaceFarToTheRight() {
    String shown = text.render(Diagnostic.error(new Span("a.yml", 3, 250, 3), "far"));
    assertThat(shown.lines().toList().get(1)).hasSizeLessThan(170);
    assertThat(shown.lines().toList().get(2)).endsWith("^~~");
  }

  @Test
  void neverShowsAVaultsText(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("v.yml"), "$ANSIBLE_VAULT;1.1;AES256\n3030\n");
    assertThat(
            DiagnosticText.ofFiles(directory)
                .render(Diagnostic.error(new Span("v.yml", 2, 1, 1), "wrong")))
        .isEqualTo("v.yml:2:1: ERROR! wrong\n");
  }
}
