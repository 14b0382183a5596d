package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class LabHostTest {
  @AutoClose static final LabHost HOST = LabHost.start();

  @Test
  void bootsSystemdWithoutPython() {
    assertThat(HOST.root("cat /proc/1/comm")).isEqualTo("systemd\n");
    assertThat(HOST.root("command -v python3 || echo none")).isEqualTo("none\n");
  }

  @Test
  void tellsWhyAScriptFailed() {
    assertThatThrownBy(() -> HOST.root("echo oh no >&2; exit 3"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("status 3")
        .hasMessageContaining("oh no");
  }

  @Test
  void pinsItsHostKey() {
    assertThat(HOST.target().pinnedHostKeys())
        .singleElement()
        .asString()
        .startsWith("ssh-ed25519 AAAA");
  }
}
