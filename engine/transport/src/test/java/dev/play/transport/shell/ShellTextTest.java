package dev.play.transport.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.HostPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTextTest {
  @Test
  void startsWithOneWordForEveryLoginShell() {
    assertThat(ShellText.start("/bin/sh", "echo x; "))
        .startsWith("exec /bin/sh -c 'echo x; while")
        .endsWith("'")
        .doesNotContain("\n", "\\", "!")
        .matches("[^']*'[^']*'");
  }

  @Test
  void putsAScriptOnOneLine() {
    String request = ShellText.request("nonce", 3, "a\nb 'c'", 0);
    assertThat(request.indexOf('\n')).isEqualTo(request.length() - 1);
    assertThat(request).startsWith("nonce_play_q=3; ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/a b,'/a b'",
        "-rf,'./-rf'",
        "rel/x,'./rel/x'",
        "~/x y,\"$HOME\"'/x y'",
        "~,\"$HOME\"''",
        "~joe/x,~joe'/x'",
        "~$(x)/y,'./~$(x)/y'",
        "/it's,'/it'\\''s'"
      })
  void writesPathsAsOneWord(String path, String word) {
    assertThat(ShellText.path(HostPath.of(path))).isEqualTo(word);
  }
}
