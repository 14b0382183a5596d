package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.Door;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a host for other programs: OpenSSH's own client goes through them. */
@Tag("lab")
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class SshDoorTest {
  @TempDir static Path directory;
  private static TestSshd sshd;

  @BeforeAll
  static void start() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    sshd = TestSshd.start(directory);
  }

  @AfterAll
  static void stop() {
    sshd.close();
  }

  private static SshTargets target() {
    return SshTargets.target("127.0.0.1", sshd.port()).user("root").key(Optional.of(sshd.key()));
  }

  private static Target behind(Target bastion) {
    return target().arguments("-J", "outer").through(Map.of("outer", bastion)).build();
  }

  private static Door door(Target target) throws IOException {
    return new SshConnector(sshd.environment()).door(target).orElseThrow();
  }

  private static String bySsh(Door door, String command) throws IOException {
    return TestSshd.execute(
        List.of(
            "ssh",
            "-F",
            "none",
            "-o",
            "BatchMode=yes",
            "-o",
            "UserKnownHostsFile=" + sshd.environment().get("HOME") + "/.ssh/known_hosts",
            "-o",
            "HostKeyAlias=" + door.knownName(),
            "-i",
            sshd.key().toString(),
            "-p",
            door.port().orElseThrow().toString(),
            "root@127.0.0.1",
            command));
  }

  @Test
  void leadsAnotherProgramThroughABastionOfTheInventoryAsOftenAsItLikes() throws IOException {
    try (Door door = door(behind(target().named("outer").build()))) {
      for (int time = 0; time < 3; time++) {
        assertThat(bySsh(door, "echo in")).isEqualTo("in\n");
      }
      assertThat(bySsh(door, "head -c 3000000 /dev/zero | tr '\\0' x")).hasSize(3_000_000);
    }
  }

  @Test
  void isShutOnceItIsClosed() throws IOException {
    Door door = door(behind(target().named("outer").build()));
    door.close();

    assertThatThrownBy(() -> bySsh(door, "true")).hasMessageContaining("refused");
  }

  @Test
  void needsNoPortWhereTheAddressLeads() throws IOException {
    try (Door door = door(target().build())) {
      assertThat(door.port()).isEmpty();
      assertThat(door.target()).isEqualTo(target().build());
      assertThat(door.knownName()).isEqualTo("[127.0.0.1]:" + sshd.port());
    }
  }

  @Test
  void saysItselfWhatIsWrongWithTheWay() throws IOException {
    Target nobody =
        SshTargets.target("127.0.0.1", TestSshd.freePort()).user("root").named("outer").build();

    assertThatThrownBy(() -> door(behind(nobody)))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("the bastion root@127.0.0.1")
        .hasMessageContaining("efused");
  }

  @Test
  void leavesTheHostForOrdinaryLogInsAsItIs() throws IOException {
    SshConnector connector = new SshConnector(sshd.environment());
    Target target = behind(target().named("outer").build());
    try (Door door = connector.door(target).orElseThrow();
        Connection connection = connector.connect(target)) {
      assertThat(connection.run(ShellRequest.of("echo in")).out()).isEqualTo("in\n");
      assertThat(bySsh(door, "echo too")).isEqualTo("too\n");
    }
  }
}
