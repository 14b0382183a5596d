package dev.play.modules.base.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  @TempDir Path directory = Path.of("/nonexistent");

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(directory.resolve("s/top/d"));
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("s/top/d/file"), "one\n");
    Files.writeString(directory.resolve("s/top/left out.bak"), "two\n");
    Files.createSymbolicLink(directory.resolve("s/top/link"), Path.of("d/file"));
  }

  private void run(List<String> argv) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(argv).directory(directory.toFile()).inheritIO().start();
    assertThat(process.waitFor()).describedAs(argv.toString()).isZero();
  }

  private Content packed(String compression) throws IOException, InterruptedException {
    run(List.of("tar", "-c" + compression + "f", "x", "-C", "s", "./top"));
    return Content.of(Blob.of(Files.readAllBytes(directory.resolve("x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "z", "j", "J"})
  void readsWhatTarWrites(String compression) throws Exception {
    Listing listing = Listing.of(packed(compression), "x");
    assertThat(listing.entries())
        .extracting(Entry::path)
        .contains("./top/", "./top/d/", "./top/d/file", "./top/left out.bak", "./top/link");
    Entry file =
        listing.entries().stream().filter(e -> e.path().equals("./top/d/file")).findFirst().get();
    assertThat(file.sha256()).isEqualTo(Blob.of("one\n").digest(DigestAlgorithm.SHA256));
    Entry link =
        listing.entries().stream().filter(e -> e.path().equals("./top/link")).findFirst().get();
    assertThat(link.linkTarget()).isEqualTo("d/file");
  }

  @Test
  void keepsTheBytesOfNamesThatAreNoText() throws Exception {
    run(List.of("sh", "-c", "n=$(printf 'caf\\351'); echo x > s/$n; ln -s $n s/what?"));
    Files.writeString(directory.resolve("s/thé?"), "x");
    run(List.of("tar", "-cf", "x", "--format=gnu", "-C", "s", "."));
    Listing listing =
        Listing.of(Content.of(Blob.of(Files.readAllBytes(directory.resolve("x")))), "x");
    assertThat(listing.entries()).extracting(Entry::path).contains("./caf\udce9", "./thé?");
    assertThat(listing.entries())
        .filteredOn(e -> e.path().equals("./what?"))
        .extracting(Entry::linkTarget)
        .containsExactly("caf\udce9");
  }

  @Test
  void takesNamesOfExtendedHeadersAsTheyAre() throws Exception {
    Files.writeString(directory.resolve("s/thé?"), "x");
    run(List.of("tar", "-cf", "x", "--format=pax", "-C", "s", "."));
    Listing listing =
        Listing.of(Content.of(Blob.of(Files.readAllBytes(directory.resolve("x")))), "x");
    assertThat(listing.entries()).extracting(Entry::path).contains("./thé?");
  }

  @Test
  void selectsWhatTarWouldUnpackAndRemovesWhatWasSent() throws Exception {
    Content content = packed("z");
    Selection selection =
        new Selection(List.of(), List.of("*.bak"), List.of("--strip-components=2"));
    List<Entry> wanted = selection.of(Listing.of(content, "x").entries());
    assertThat(wanted).extracting(Entry::path).containsExactlyInAnyOrder("d", "d/file", "link");
    Path sent = directory.resolve("sent");
    Files.copy(directory.resolve("x"), sent);
    Extraction extraction =
        new Extraction(
            Format.TAR_GZIP,
            HostPath.of(sent.toString()),
            HostPath.of(directory.resolve("out").toString()),
            selection,
            false);
    if (extraction.unpackSent("x", wanted)
        instanceof Effect.Run(Command c, var w, var t, var p, var o)) {
      run(c.argv());
    }
    assertThat(directory.resolve("out/d/file")).hasContent("one\n");
    assertThat(directory.resolve("out/link")).isSymbolicLink();
    assertThat(directory.resolve("out/left out.bak")).doesNotExist();
    assertThat(sent).doesNotExist();
  }
}
