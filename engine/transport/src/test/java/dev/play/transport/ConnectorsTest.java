package dev.play.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.HostException;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  private final Connectors connectors = Connectors.standard(System.getenv());

  @Test
  void picksTheTransportByName() {
    try (Connection connection =
        connectors.connect(Targets.named("localhost", "ansible.builtin.local"))) {
      assertThat(connection.run(ShellRequest.of("echo here")).out()).isEqualTo("here\n");
    }
  }

  @Test
  void findsTheConnectionThatAJarBrings() {
    try (Connection connection = connectors.connect(Targets.named("localhost", "echo"))) {
      assertThat(connection.run(ShellRequest.of("echo here")).out()).isEqualTo("here\n");
    }
  }

  @Test
  void namesWhatIsSupportedWhereANameIsUnknown() {
    assertThatThrownBy(() -> connectors.connect(Targets.named("h", "winrm")))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("'winrm' of test")
        .hasMessageContaining("docker")
        .hasMessageContaining("ssh");
  }
}
