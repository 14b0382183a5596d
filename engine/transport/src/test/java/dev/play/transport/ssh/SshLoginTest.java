package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.HostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("lab")
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class SshLoginTest {
  private static final String BASTIONS =
      """
      Host inner
        HostName 127.0.0.1
        Port %d
        User root
        IdentityFile %s
        ProxyJump outer1,outer2
      Host outer1
        HostName 127.0.0.1
        Port %d
        User=root
        IdentityFile "%s"
      Host outer2
        HostName 127.0.0.1
        Port %d
        User root
        IdentityFile %s
      """;

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
    return SshTargets.target("127.0.0.1", sshd.port()).user("root");
  }

  private static void works(Map<String, String> environment, Target target) {
    try (Connection connection = new SshConnector(environment).connect(target)) {
      assertThat(connection.run(ShellRequest.of("echo in")).out()).isEqualTo("in\n");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(
      Map<String, String> environment, Target target) {
    return assertThatThrownBy(() -> new SshConnector(environment).connect(target).close())
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isUnreachable()).isTrue());
  }

  private static Path authorizedKey(String name, String type, String passphrase, String... more)
      throws IOException {
    Path file = directory.resolve(name);
    TestSshd.keygen(file, type, passphrase, more);
    Files.writeString(
        directory.resolve("authorized"),
        Files.readString(directory.resolve(name + ".pub")),
        StandardOpenOption.APPEND);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"ed25519,''", "ed25519,secret", "rsa,''", "rsa,secret", "ecdsa,''", "ecdsa,secret"})
  void logsInWithKeysOfEveryKind(String type, String passphrase) throws IOException {
    Path key = authorizedKey("key-" + type + passphrase, type, passphrase);
    SshTargets target = target().key(Optional.of(key));
    works(
        sshd.environment(),
        passphrase.isEmpty() ? target.build() : target.passphrase(passphrase).build());
  }

  @ParameterizedTest
  @CsvSource({"rsa,''", "rsa,secret", "ecdsa,''"})
  void logsInWithPemKeys(String type, String passphrase) throws IOException {
    Path key = authorizedKey("pem-" + type + passphrase, type, passphrase, "-m", "PEM");
    SshTargets target = target().key(Optional.of(key));
    works(
        sshd.environment(),
        passphrase.isEmpty() ? target.build() : target.passphrase(passphrase).build());
  }

  @Test
  void saysWhatIsWrongWithAKey() throws IOException {
    Path key = authorizedKey("locked", "ed25519", "secret");
    fails(sshd.environment(), target().key(Optional.of(key)).build())
        .hasMessageContaining("locked (encrypted, and no passphrase given)")
        .hasMessageContaining("the host offers publickey");
    fails(sshd.environment(), target().key(Optional.of(key)).passphrase("wrong").build())
        .hasMessageContaining("locked (wrong passphrase)");
    fails(sshd.environment(), target().key(Optional.of(directory.resolve("none"))).build())
        .hasMessageContaining("none (cannot be read)");
    Path stranger = directory.resolve("stranger");
    TestSshd.keygen(stranger, "ed25519", "");
    fails(sshd.environment(), target().key(Optional.of(stranger)).build())
        .hasMessageContaining("tried the key " + stranger)
        .hasMessageContaining("ansible_ssh_private_key_file");
    fails(sshd.environment(), target().build()).hasMessageContaining("there is no key");
  }

  @Test
  void logsInWithTheDefaultKey() throws IOException {
    Map<String, String> environment = sshd.environment();
    Path home = Path.of(environment.get("HOME"));
    Files.copy(sshd.key(), home.resolve(".ssh/id_ed25519"));
    try {
      works(environment, target().build());
    } finally {
      Files.delete(home.resolve(".ssh/id_ed25519"));
    }
  }

  @ParameterizedTest
  @CsvSource({"ed25519", "rsa", "ecdsa"})
  void logsInWithAKeyThatStaysInTheAgent(String type) throws IOException {
    Path key = authorizedKey("agent-" + type, type, "");
    Path socket = directory.resolve("agent-socket-" + type);
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      TestSshd.execute(
          List.of(
              "sh",
              "-c",
              "i=0; while ! [ -S %1$s ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; SSH_AUTH_SOCK=%1$s ssh-add -q %2$s"
                  .formatted(socket, key)));
      Files.delete(key);
      Map<String, String> environment = new HashMap<>(sshd.environment());
      environment.put("SSH_AUTH_SOCK", socket.toString());
      works(environment, target().build());
      // The public part that stands there says which of the agent's keys is meant.
      works(environment, target().key(Optional.of(key)).build());
      Path named = directory.resolve("agent-" + type + ".pub");
      works(environment, target().key(Optional.of(named)).build());
      Path stranger = directory.resolve("elsewhere-" + type);
      TestSshd.keygen(stranger, "ed25519", "");
      fails(environment, target().key(Optional.of(stranger)).build())
          .hasMessageContaining("tried the key " + stranger + ";");
    } finally {
      agent.destroy();
    }
  }

  @Test
  void saysThatAPublicKeyNeedsAnAgent() throws IOException {
    Path key = authorizedKey("public-only", "ed25519", "");
    fails(sshd.environment(), target().key(Optional.of(Path.of(key + ".pub"))).build())
        .hasMessageContaining("public-only.pub (a public one, and there is no agent");
  }

  @Test
  void saysThatTheAgentIsNotThere() throws IOException {
    Map<String, String> environment = new HashMap<>(sshd.environment());
    environment.put("SSH_AUTH_SOCK", "/nowhere/agent");
    fails(environment, target().build()).hasMessageContaining("the agent at /nowhere/agent (");
  }

  @ParameterizedTest
  @CsvSource({"PasswordAuthentication", "KbdInteractiveAuthentication"})
  void logsInWithAPassword(String method) throws IOException {
    boolean pam = method.startsWith("Kbd");
    try (TestUser user = TestUser.create("/bin/sh");
        TestSshd other =
            TestSshd.start(
                directory.resolve(method), method + " yes", "UsePAM " + (pam ? "yes" : "no"))) {
      SshTargets target = SshTargets.target("127.0.0.1", other.port()).user(user.name());
      works(other.environment(), target.password(user.password()).build());
      fails(other.environment(), target.password("wrong").build())
          .hasMessageContaining("the password");
    }
  }

  @Test
  void refusesAnUnknownHostAndSaysHowToAcceptIt() throws IOException {
    Map<String, String> environment = sshd.environment();
    Files.writeString(Path.of(environment.get("HOME"), ".ssh/known_hosts"), "");
    fails(environment, target().key(Optional.of(sshd.key())).build())
        .hasMessageContaining("is not known")
        .hasMessageContaining("SHA256:")
        .hasMessageContaining(sshd.knownHostsLine().strip())
        .hasMessageContaining("accept-new");
  }

  @Test
  void refusesAChangedKeyAndShowsTheLine() throws IOException {
    Map<String, String> environment = sshd.environment();
    Path known = Path.of(environment.get("HOME"), ".ssh/known_hosts");
    TestSshd.keygen(directory.resolve("other-host"), "ed25519", "");
    String[] other = Files.readString(directory.resolve("other-host.pub")).split(" ");
    Files.writeString(
        known, "# comment\n[127.0.0.1]:" + sshd.port() + " " + other[0] + " " + other[1] + "\n");
    for (Target.HostKeys policy : List.of(Target.HostKeys.STRICT, Target.HostKeys.ACCEPT_NEW)) {
      fails(environment, target().key(Optional.of(sshd.key())).hostKeys(policy).build())
          .hasMessageContaining("HAS CHANGED")
          .hasMessageContaining(known + ":2")
          .hasMessageContaining("ssh-keygen -R");
    }
    works(
        environment,
        target().key(Optional.of(sshd.key())).hostKeys(Target.HostKeys.IGNORE).build());
  }

  @Test
  void remembersANewHostWhenToldTo() throws IOException {
    Path home = Files.createDirectories(directory.resolve("fresh"));
    Map<String, String> environment = Map.of("HOME", home.toString());
    Target accepting =
        target()
            .key(Optional.of(sshd.key()))
            .hostKeys(Target.HostKeys.ACCEPT_NEW)
            .arguments("-o", "HashKnownHosts=no")
            .build();
    works(environment, accepting);
    assertThat(home.resolve(".ssh/known_hosts")).hasContent(sshd.knownHostsLine());
    works(environment, target().key(Optional.of(sshd.key())).build());
    TestSshd.execute(
        List.of("ssh-keygen", "-H", "-f", home.resolve(".ssh/known_hosts").toString()));
    assertThat(Files.readString(home.resolve(".ssh/known_hosts"))).startsWith("|1|");
    works(environment, target().key(Optional.of(sshd.key())).build());
  }

  @Test
  void refusesARevokedKeyEvenWhereItIsKnown() throws IOException {
    Map<String, String> environment = sshd.environment();
    Path known = Path.of(environment.get("HOME"), ".ssh/known_hosts");
    Files.writeString(known, "@revoked * " + sshd.hostKey() + "\n", StandardOpenOption.APPEND);
    fails(environment, target().key(Optional.of(sshd.key())).build())
        .hasMessageContaining("is revoked by " + known + ":2");
  }

  @Test
  void trustsAKeyThatTheInventoryPins() throws IOException {
    Map<String, String> environment = Map.of("HOME", directory.resolve("nobody").toString());
    works(environment, target().key(Optional.of(sshd.key())).pinned(sshd.hostKey()).build());
    String[] other = {
      "ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    };
    fails(
            environment,
            target().key(Optional.of(sshd.key())).pinned(String.join(" ", other)).build())
        .hasMessageContaining("the inventory says");
  }

  @Test
  void trustsAHostWhoseCertificateAKnownAuthoritySigned() throws IOException {
    Path authority = directory.resolve("authority");
    TestSshd.keygen(authority, "ed25519", "");
    Path own = Files.createDirectories(directory.resolve("certified"));
    TestSshd.keygen(own.resolve("host"), "ed25519", "");
    TestSshd.execute(
        List.of(
            "ssh-keygen",
            "-q",
            "-s",
            authority.toString(),
            "-I",
            "host",
            "-h",
            "-n",
            "127.0.0.1",
            own.resolve("host.pub").toString()));
    String publicKey = Files.readString(directory.resolve("authority.pub"));
    try (TestSshd certified =
        TestSshd.start(own, "HostCertificate " + own.resolve("host-cert.pub"))) {
      Map<String, String> environment = certified.environment();
      Path known = Path.of(environment.get("HOME"), ".ssh/known_hosts");
      Target target =
          SshTargets.target("127.0.0.1", certified.port())
              .user("root")
              .key(Optional.of(certified.key()))
              .build();
      Files.writeString(known, "@cert-authority * " + publicKey);
      works(environment, target);
      Files.writeString(known, "@cert-authority elsewhere " + publicKey);
      fails(environment, target).hasMessageContaining("is not known");
    }
  }

  @Test
  void logsInToAHostWithOnlyAnEcdsaKey() throws IOException {
    Path own = Files.createDirectories(directory.resolve("ecdsa-only"));
    TestSshd.keygen(own.resolve("host"), "ecdsa", "");
    try (TestSshd other = TestSshd.start(own)) {
      works(other.environment(), other.target());
    }
  }

  @Test
  void isUnreachableWithinTheTimeLimitWhereNothingAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Target target =
          SshTargets.target("127.0.0.1", silent.getLocalPort())
              .user("root")
              .within(Duration.ofSeconds(1))
              .build();
      long start = System.nanoTime();
      fails(sshd.environment(), target).hasMessageContaining("within 1 s");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void saysThatTheConnectionWasRefusedOrTheNameUnknown() throws IOException {
    fails(sshd.environment(), SshTargets.target("127.0.0.1", TestSshd.freePort()).build())
        .hasMessageContaining("efused")
        .hasMessageContaining("is sshd running");
    fails(sshd.environment(), SshTargets.target("no-such-host.invalid").build())
        .hasMessageContaining("no address for the name no-such-host.invalid");
  }

  @Test
  void goesThroughBastions() throws IOException {
    try (TestSshd first = TestSshd.start(directory.resolve("bastion1"));
        TestSshd second = TestSshd.start(directory.resolve("bastion2"))) {
      Map<String, String> environment = sshd.environment();
      Path ssh = Path.of(environment.get("HOME"), ".ssh");
      Files.writeString(
          ssh.resolve("known_hosts"),
          first.knownHostsLine() + second.knownHostsLine() + sshd.knownHostsLine());
      Files.writeString(
          ssh.resolve("config"),
          BASTIONS.formatted(
              sshd.port(), sshd.key(), first.port(), first.key(), second.port(), second.key()));
      try {
        works(environment, SshTargets.target("inner").build());
        assertThat(first.log()).contains("Accepted publickey");
        assertThat(second.log()).contains("Accepted publickey");
        String jump = "root@127.0.0.1:" + first.port();
        Files.copy(first.key(), ssh.resolve("id_ed25519"));
        works(
            environment,
            target()
                .arguments("-J", jump, "-o", "IdentityFile=" + sshd.key(), "-i" + first.key())
                .build());
      } finally {
        Files.delete(ssh.resolve("config"));
        Files.deleteIfExists(ssh.resolve("id_ed25519"));
      }
    }
  }

  @Test
  void goesThroughAProxyCommand() throws IOException {
    String relay = "ProxyCommand=bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & cat >&3; kill $!'";
    works(sshd.environment(), target().key(Optional.of(sshd.key())).arguments("-o", relay).build());
  }

  @Test
  void namesTheArgumentThatIsNotSupported() {
    assertThatThrownBy(
            () ->
                new SshConnector(Map.of())
                    .connect(target().arguments("-o", "LocalForward=1 h:2").build()))
        .hasMessageContaining("'-o LocalForward=1 h:2' is not supported");
    assertThatThrownBy(() -> new SshConnector(Map.of()).connect(target().arguments("-X").build()))
        .hasMessageContaining("'-X' is not supported");
  }
}
