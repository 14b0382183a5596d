package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Become;
import dev.play.connection.Become.Method;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import dev.play.module.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lab")
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class BecomeTest {
  @TempDir static Path directory;
  private static TestSshd sshd;
  private static TestUser free;
  private static TestUser asked;
  private static TestUser nobody;

  @BeforeAll
  static void start() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    sshd = TestSshd.start(directory);
    Files.setPosixFilePermissions(
        directory.resolve("authorized"), PosixFilePermissions.fromString("rw-r--r--"));
    free = TestUser.create("/bin/bash").sudoers("USER ALL=(ALL) NOPASSWD: ALL");
    asked =
        TestUser.create("/bin/bash")
            .sudoers("Defaults:USER timestamp_timeout=0\nUSER ALL=(ALL) ALL");
    nobody = TestUser.create("/bin/sh");
  }

  @AfterAll
  static void stop() throws IOException {
    sshd.close();
    free.close();
    asked.close();
    nobody.close();
  }

  private static Connection connect(TestUser user) throws IOException {
    return new SshConnector(sshd.environment())
        .connect(sshd.target(user.name(), Optional.of(sshd.key())));
  }

  private static Become become(Method method, String user, String password) {
    return new Become(method, user, Optional.of(new Secret(password)), List.of(), Optional.empty());
  }

  private static CommandOutput run(Connection connection, String script, Become become) {
    return connection.run(ShellRequest.of(script).as(Optional.of(become)));
  }

  @Test
  void leavesAUserWhoseAccountIsToChange() throws IOException {
    try (Connection connection = connect(free)) {
      String name = nobody.name();
      assertThat(run(connection, "id -un", Become.sudo(name)).out()).isEqualTo(name + "\n");
      CommandOutput moved = run(connection, "usermod -d /nowhere " + name, Become.sudo("root"));
      assertThat(moved.err() + moved.status()).isEqualTo("0");
      assertThat(run(connection, "id -un", Become.sudo(name)).out()).isEqualTo(name + "\n");
    }
  }

  @Test
  void becomesRootBySudoWithoutAPassword() throws IOException {
    try (Connection connection = connect(free)) {
      assertThat(connection.user()).isEqualTo(free.name());
      CommandOutput output = run(connection, "id -un; echo $HOME", Become.sudo("root"));
      assertThat(output.out()).isEqualTo("root\n/root\n");
      long before = connection.cost().roundTrips();
      assertThat(run(connection, "id -u", Become.sudo("root")).out()).isEqualTo("0\n");
      assertThat(connection.cost().roundTrips() - before).isEqualTo(1);
      assertThat(connection.run(ShellRequest.of("id -un")).out()).isEqualTo(free.name() + "\n");
      assertThat(run(connection, "id -un", Become.sudo(nobody.name())).out())
          .isEqualTo(nobody.name() + "\n");
    }
  }

  @Test
  void opensARootShellAndRunsTheFirstRequestInThreeRoundTrips() throws IOException {
    try (Connection connection = connect(free)) {
      assertThat(run(connection, "id -un", Become.sudo("root")).out()).isEqualTo("root\n");
      assertThat(connection.cost().roundTrips()).isEqualTo(3);
    }
  }

  @Test
  void runsNothingOfTheFirstRequestAsTheLoginWhereSudoRefuses() throws IOException {
    String trace = "/tmp/" + asked.name() + "-ran-as";
    try (Connection connection = connect(asked)) {
      assertThatThrownBy(() -> run(connection, "id -un > " + trace, Become.sudo("root")))
          .isInstanceOf(HostException.class)
          .hasMessageContaining("asks for a password");
      assertThat(connection.run(ShellRequest.of("ls " + trace)).status()).isNotZero();
    }
  }

  @Test
  void answersSudosPromptForThePassword() throws IOException {
    try (Connection connection = connect(asked)) {
      Become root = become(Method.SUDO, "root", asked.password());
      assertThat(run(connection, "id -un; cat", root).out()).isEqualTo("root\n");
      assertThat(
              connection
                  .run(
                      ShellRequest.of("cat").withStdin(Blob.of("binary\0\n")).as(Optional.of(root)))
                  .out())
          .isEqualTo("binary\0\n");
    }
  }

  @Test
  void needsNoPromptWhereAPasswordIsGivenButNotAsked() throws IOException {
    try (Connection connection = connect(free)) {
      assertThat(run(connection, "id -un", become(Method.SUDO, "root", "unused")).out())
          .isEqualTo("root\n");
    }
  }

  @Test
  void saysThatThePasswordIsWrong() throws IOException {
    try (Connection connection = connect(asked)) {
      assertThatThrownBy(() -> run(connection, "id", become(Method.SUDO, "root", "wrong")))
          .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isFalse())
          .hasMessageContaining("wrong password");
      assertThat(connection.run(ShellRequest.of("echo still")).out()).isEqualTo("still\n");
    }
  }

  @Test
  void saysThatAPasswordIsNeeded() throws IOException {
    try (Connection connection = connect(asked)) {
      assertThatThrownBy(() -> run(connection, "id", Become.sudo("root")))
          .hasMessageContaining("asks for a password")
          .hasMessageContaining("become_password");
      assertThatThrownBy(
              () ->
                  run(
                      connection,
                      "id",
                      new Become(Method.SU, "root", Optional.empty(), List.of(), Optional.empty())))
          .hasMessageContaining("su asks for a password");
    }
  }

  @Test
  void saysThatTheUserMayNot() throws IOException {
    try (Connection connection = connect(nobody)) {
      assertThatThrownBy(
              () -> run(connection, "id", become(Method.SUDO, "root", nobody.password())))
          .hasMessageContaining("may not become root")
          .hasMessageContaining("sudoers");
    }
  }

  @Test
  void saysThatTheProgramIsMissing() throws IOException {
    try (Connection connection = connect(nobody)) {
      assertThatThrownBy(
              () ->
                  run(
                      connection,
                      "id",
                      new Become(
                          Method.SUDO,
                          "root",
                          Optional.empty(),
                          List.of(),
                          Optional.of("/nowhere/sudo"))))
          .hasMessageContaining("not installed");
    }
  }

  @Test
  void saysThatSudoInsistsOnATerminal() throws IOException {
    try (TestUser tty =
            TestUser.create("/bin/sh")
                .sudoers("Defaults:USER requiretty\nUSER ALL=(ALL) NOPASSWD: ALL");
        Connection connection = connect(tty)) {
      assertThatThrownBy(() -> run(connection, "id", Become.sudo("root")))
          .hasMessageContaining("requiretty");
    }
  }

  @Test
  void becomesAnotherUserBySu() throws IOException {
    try (Connection connection = connect(nobody)) {
      Become su = become(Method.SU, asked.name(), asked.password());
      assertThat(run(connection, "id -un", su).out()).isEqualTo(asked.name() + "\n");
      assertThatThrownBy(() -> run(connection, "id", become(Method.SU, free.name(), "wrong")))
          .hasMessageContaining("wrong password");
    }
  }

  @Test
  void becomesRootByDoasWithoutAPassword() throws IOException {
    Path configuration = Path.of("/etc/doas.conf");
    boolean there = Files.exists(configuration);
    org.junit.jupiter.api.Assumptions.assumeTrue(!there && Files.exists(Path.of("/usr/bin/doas")));
    Files.writeString(configuration, "permit nopass " + nobody.name() + " as root\n");
    try (Connection connection = connect(nobody);
        Connection other = connect(free)) {
      Become doas = new Become(Method.DOAS, "root", Optional.empty(), List.of(), Optional.empty());
      assertThat(run(connection, "id -un", doas).out()).isEqualTo("root\n");
      assertThatThrownBy(() -> run(other, "id", doas)).hasMessageContaining("doas");
    } finally {
      Files.delete(configuration);
    }
  }

  @Test
  void endsRootsProcessesAtTheTimeLimit() throws IOException {
    try (Connection connection = connect(asked)) {
      Become root = become(Method.SUDO, "root", asked.password());
      Path pid = directory.resolve("pid");
      CommandOutput output =
          connection.run(
              ShellRequest.of("sh -c 'echo $$ >" + pid + "; exec sleep 60'; echo no")
                  .as(Optional.of(root))
                  .within(Duration.ofMillis(700)));
      assertThat(output.status()).isEqualTo(124);
      long id = Long.parseLong(Files.readString(pid).strip());
      assertThat(ProcessHandle.of(id).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(run(connection, "echo next", root).out()).isEqualTo("next\n");
    }
  }

  @Test
  void endsSudosOwnChildrenToo() throws IOException {
    try (Connection connection = connect(free)) {
      Path pid = directory.resolve("pid2");
      CommandOutput output =
          connection.run(
              ShellRequest.of("sudo -n sh -c 'echo $$ >" + pid + "; exec sleep 60'; echo no")
                  .within(Duration.ofMillis(700)));
      assertThat(output.status()).isEqualTo(124);
      long id = Long.parseLong(Files.readString(pid).strip());
      assertThat(ProcessHandle.of(id).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void sendsAndFetchesFilesAsTheOtherUser() throws IOException {
    try (Connection connection = connect(free)) {
      Path source = Files.writeString(directory.resolve("content"), "for root");
      HostPath there = HostPath.of("~/.play-become-test");
      connection.upload(source, there, Optional.of(Become.sudo("root")));
      Path actual = Path.of("/root/.play-become-test");
      assertThat(actual).hasContent("for root");
      assertThat(Files.getPosixFilePermissions(actual))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      Path back = directory.resolve("back");
      connection.download(there, back, Optional.of(Become.sudo("root")));
      assertThat(back).hasContent("for root");
      assertThatThrownBy(
              () -> connection.download(HostPath.of(actual.toString()), back, Optional.empty()))
          .isInstanceOf(HostException.class)
          .hasMessageContaining("ermission denied");
      Files.delete(actual);
    }
  }

  @Test
  void makesDoWithFewSessionsPerConnection() throws IOException {
    try (TestSshd strict = TestSshd.start(directory.resolve("strict"), "MaxSessions 2");
        Connection connection = new SshConnector(strict.environment()).connect(strict.target())) {
      for (int round = 0; round < 2; round++) {
        assertThat(connection.run(ShellRequest.of("id -un")).out()).isEqualTo("root\n");
        for (TestUser user : List.of(free, asked, nobody)) {
          assertThat(run(connection, "id -un", Become.sudo(user.name())).out())
              .isEqualTo(user.name() + "\n");
        }
      }
      ShellRequest slow = ShellRequest.of("sleep 60").within(Duration.ofMillis(300));
      assertThat(connection.run(slow).status()).isEqualTo(124);
    }
  }
}
