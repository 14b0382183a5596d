package dev.play.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShellTextTest {
  @Test
  void carriesBytesThatAreNotUtf8() {
    byte[] bytes = {'a', (byte) 0xff, '/', (byte) 0xc3, (byte) 0xa9, (byte) 0xc3};
    String text = ShellText.decode(bytes);
    assertThat(text).isEqualTo("a\udcff/\u00e9\udcc3");
    assertThat(ShellText.encode(text)).isEqualTo(bytes);
    assertThat(ShellText.quote("a\udcff")).isEqualTo("'a'\"$(printf '\\377')\"''");
  }

  @Test
  void keepsPathsFromBeingOptionsAndLetsTheHostExpandHomes() {
    assertThat(ShellText.path(HostPath.of("-rf"))).isEqualTo("./-rf");
    assertThat(ShellText.path(HostPath.of("~/a b"))).isEqualTo("~/'a b'");
    assertThat(ShellText.path(HostPath.of("~play/x"))).isEqualTo("~play/x");
    assertThat(ShellText.path(HostPath.of("~$(id)/x"))).isEqualTo("'./~$(id)/x'");
  }

  @Test
  void quotesWhatTheShellWouldRead() {
    assertThat(ShellText.quote("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellText.quote("")).isEqualTo("''");
    assertThat(ShellText.quote("a\nb")).isEqualTo("'a\nb'");
    assertThat(ShellText.print(Blob.of(new byte[] {0, '%', '\\'})))
        .isEqualTo("printf '\\000%%\\\\'");
  }

  @Test
  void cutsOutputAtMarksAndTakesDetailsOut() {
    Frames frames = new Frames("0123456789abcdef");
    String m = frames.mark();
    assertThat(frames.preamble()).doesNotContain(m);
    CommandOutput reply =
        new CommandOutput(
            0,
            Blob.of("one" + m + "=start 1.5" + m + "\n\n" + m + "#0 0\n" + m + "#1 3\n"),
            Blob.of("warn\n" + m + "#0\n" + m + "#1\nlost"));
    var parts = frames.split(reply);
    assertThat(part(parts, "0").outText()).isEqualTo("one\n");
    assertThat(part(parts, "0").errText()).isEqualTo("warn");
    assertThat(part(parts, "0").details()).containsEntry("start", "1.5");
    assertThat(part(parts, "1").status()).isEqualTo(3);
    assertThat(frames.loose(reply)).contains("lost");
    assertThatThrownBy(() -> new Frames("short")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void splitsACommandLineIntoWords() {
    assertThat(Words.split("a 'b c' \"d \\\" e\" f\\ g ''"))
        .containsExactly("a", "b c", "d \" e", "f g", "");
    assertThatThrownBy(() -> Words.split("a 'b")).hasMessageContaining("not closed");
  }

  private static Frames.Part part(Map<String, Frames.Part> parts, String id) {
    return Objects.requireNonNull(parts.get(id));
  }
}
