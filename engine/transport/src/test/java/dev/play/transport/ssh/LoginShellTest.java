package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("lab")
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class LoginShellTest {
  private static final String NOISE = "echo 'Welcome: to this host'; printf 'no newline' >&2\n";

  @TempDir static Path directory;
  private static TestSshd sshd;

  @BeforeAll
  static void start() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    sshd = TestSshd.start(directory);
    Files.setPosixFilePermissions(
        directory.resolve("authorized"), PosixFilePermissions.fromString("rw-r--r--"));
  }

  @AfterAll
  static void stop() {
    sshd.close();
  }

  private static Connection connect(TestUser user) throws IOException {
    return new SshConnector(sshd.environment())
        .connect(sshd.target(user.name(), Optional.of(sshd.key())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bin/bash",
        "/bin/dash",
        "/bin/zsh",
        "/usr/bin/fish",
        "/bin/tcsh",
        "/bin/mksh",
        "/bin/ksh"
      })
  void worksUnderEveryLoginShellWhateverItPrints(String shell) throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of(shell)), shell + " is not installed");
    try (TestUser user = TestUser.create(shell).sudoers("USER ALL=(ALL) NOPASSWD: ALL")) {
      Path home = Path.of("/home", user.name());
      for (String file : new String[] {".bashrc", ".zshenv", ".profile", ".cshrc"}) {
        Files.writeString(
            home.resolve(file), file.equals(".cshrc") ? "echo Welcome here\n" : NOISE);
      }
      Files.createDirectories(home.resolve(".config/fish"));
      Files.writeString(home.resolve(".config/fish/config.fish"), NOISE);
      try (Connection connection = connect(user)) {
        CommandOutput output =
            connection.run(
                ShellRequest.of("cat; printf 'a\\nb'; echo e >&2; exit 9")
                    .withStdin(Blob.of("in\n")));
        assertThat(output).isEqualTo(new CommandOutput(9, Blob.of("in\na\nb"), Blob.of("e\n")));
        assertThat(
                connection
                    .run(ShellRequest.of("id -un").as(Optional.of(Become.sudo("root"))))
                    .out())
            .isEqualTo("root\n");
      }
    }
  }

  @Test
  void worksWithBusyboxAsTheHostsShell() throws IOException {
    Path busybox = Path.of("/bin/busybox");
    Assumptions.assumeTrue(Files.exists(busybox));
    Path bin = Files.createDirectories(directory.resolve("bb"));
    for (String applet :
        new String[] {"sh", "head", "cat", "id", "sleep", "dd", "wc", "mv", "rm"}) {
      Files.createSymbolicLink(bin.resolve(applet), busybox);
    }
    try (TestSshd boxed = TestSshd.start(directory.resolve("boxed"), "SetEnv PATH=" + bin);
        Connection connection =
            new SshConnector(boxed.environment())
                .connect(
                    SshTargets.target("127.0.0.1", boxed.port())
                        .user("root")
                        .key(Optional.of(boxed.key()))
                        .shell(bin + "/sh")
                        .build())) {
      assertThat(connection.run(ShellRequest.of("command -v head")).out())
          .isEqualTo(bin + "/head\n");
      String large = "# " + "x".repeat(200_000) + "\necho $(cat | wc -c)";
      Blob input = Blob.of("y".repeat(3_000_000));
      assertThat(connection.run(ShellRequest.of(large)).out()).isEqualTo("0\n");
      assertThat(connection.run(ShellRequest.of(large).withStdin(input)).out())
          .isEqualTo("3000000\n");
      assertThat(connection.run(ShellRequest.of("exit 3").withStdin(input)).status()).isEqualTo(3);
      assertThat(connection.run(ShellRequest.of("echo next")).out()).isEqualTo("next\n");
    }
  }

  @Test
  void isUnreachableWhereTheAccountHasNoShell() throws IOException {
    try (TestUser user = TestUser.create("/usr/sbin/nologin");
        Connection connection = connect(user)) {
      assertThatThrownBy(() -> connection.run(ShellRequest.of("id")))
          .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isTrue())
          .hasMessageContaining("not available");
    }
  }
}
