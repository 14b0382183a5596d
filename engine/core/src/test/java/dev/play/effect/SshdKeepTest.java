package dev.play.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshdKeepTest {
  @Test
  void keepsWhatSshdHadBeforeAFileOfItIsWritten() {
    assertThat(writing("/etc/ssh/sshd_config.d/../sshd_config")).contains("cp -a /etc/ssh ");
  }

  @Test
  void keepsNothingForOtherFiles() {
    assertThat(writing("/etc/sshguard.conf")).doesNotContain("/etc/ssh ");
  }

  private static String writing(String path) {
    Effect write =
        Effect.WriteFile.of(
            HostPath.of(path), new Content.Bytes(Blob.of("x"), false), Optional.empty());
    return new EffectScript(List.of(write), Map.of(), Map.of(), "0123456789abcdef").text();
  }
}
