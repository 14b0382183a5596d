package dev.play.galaxy.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballTest {
  @TempDir Path directory = Path.of(".");

  /** Entries as NAME, NAME->TARGET (a link), NAME=>TARGET (a hard link) or NAME|p (a pipe). */
  private Path tar(List<String> entries) throws IOException {
    Path file = directory.resolve("a.tar.gz");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      for (String text : entries) {
        String[] parts = text.split("->|=>|\\|", 2);
        byte type =
            text.contains("->")
                ? TarConstants.LF_SYMLINK
                : text.contains("=>")
                    ? TarConstants.LF_LINK
                    : text.contains("|") ? TarConstants.LF_FIFO : TarConstants.LF_NORMAL;
        TarArchiveEntry entry = new TarArchiveEntry(parts[0], type, true);
        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        if (type == TarConstants.LF_NORMAL) {
          entry.setSize(content.length);
        } else if (parts.length > 1) {
          entry.setLinkName(parts[1]);
        }
        out.putArchiveEntry(entry);
        if (type == TarConstants.LF_NORMAL) {
          out.write(content);
        }
        out.closeArchiveEntry();
      }
    }
    return file;
  }

  @Test
  void unpacksFilesDirectoriesAndLinksThatStayInside() throws IOException {
    Path tree = directory.resolve("tree");
    Tarball.unpack(
        tar(List.of("r/a", "r/d/b->../a", "r/c=>r/a", "r/gone->nowhere")), tree, "a.tar.gz");
    assertThat(tree.resolve("r/d/b")).isSymbolicLink().hasContent("x");
    assertThat(tree.resolve("r/c")).hasContent("x");
    assertThat(tree.resolve("r/gone")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../out",
        "/etc/out",
        "r/../../out",
        "r/l->/etc/passwd",
        "r/l->../../out",
        "l->.,l/../../x",
        "a->.,b->a/..",
        "d->r,d/f",
        "h=>../../etc/passwd",
        "p|p"
      })
  void refusesWhatLeadsOutOfIt(String entries) throws IOException {
    Path archive = tar(List.of(entries.split(",")));
    Path tree = directory.resolve("deep/tree");
    assertThatThrownBy(() -> Tarball.unpack(archive, tree, "a.tar.gz"))
        .isInstanceOf(GalaxyFailure.class);
    assertThat(directory.resolve("out")).doesNotExist();
    assertThat(directory.resolve("deep/out")).doesNotExist();
  }

  @Test
  void saysWhereSomethingIsNoArchive() throws IOException {
    Path file = Files.writeString(directory.resolve("a.tar.gz"), "<html>not found</html>\n");
    assertThatThrownBy(() -> Tarball.unpack(file, directory.resolve("tree"), "a.tar.gz"))
        .isInstanceOf(GalaxyFailure.class)
        .hasMessageContaining("a.tar.gz");
  }
}
