package dev.play.cloud.gce.connect.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenSshKeyTest {
  private static final String FRAME =
      """
      -----BEGIN OPENSSH PRIVATE KEY-----
      %s
      -----END OPENSSH PRIVATE KEY-----
      """;

  @TempDir Path directory = Path.of(".");

  private String keygen(String... arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void makesAKeyThatOpenSshReadsAndOnlyItsOwner() throws Exception {
    KeyPairFile key = KeyPairFile.in(directory.resolve(".play/os-login"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file().getParent())))
        .isEqualTo("rwx------");
    assertThat(keygen("ssh-keygen", "-y", "-f", key.file().toString()))
        .startsWith(key.publicKey() + " play");
    assertThat(KeyPairFile.in(directory.resolve(".play/os-login"))).isEqualTo(key);
    try (var files = Files.list(key.file().getParent())) {
      assertThat(files).containsExactly(key.file());
    }
  }

  @Test
  void readsThePublicPartOfAnEncryptedKeyAsWell() throws Exception {
    Path file = directory.resolve("key");
    keygen("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", file.toString());
    Path open = directory.resolve("key.pub");
    String expected = Files.readString(open).replaceFirst("( [^ ]+)$", "").strip();
    Files.delete(open);

    assertThat(KeyPairFile.of(file).publicKey()).isEqualTo(expected);
  }

  @Test
  void prefersThePublicKeyThatStandsBeside() throws Exception {
    Path file = Files.writeString(directory.resolve("pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
    assertThatThrownBy(() -> KeyPairFile.of(file))
        .hasMessageContaining("ssh-keygen -y -f " + file + " > " + file + ".pub");

    Files.writeString(directory.resolve("pem.pub"), "ssh-rsa AAAA me@here\n");
    assertThat(KeyPairFile.of(file).publicKey()).isEqualTo("ssh-rsa AAAA");
  }

  @Test
  void findsNothingInWhatIsNoKey() {
    assertThat(OpenSshKey.publicPart("nothing")).isEqualTo(Optional.empty());
    assertThat(OpenSshKey.publicPart(FRAME.formatted("AAAA"))).isEmpty();
    assertThat(OpenSshKey.publicPart(FRAME.formatted("b3BlbnNzaC1rZXktdjEA////"))).isEmpty();
    assertThat(OpenSshKey.publicPart(FRAME.formatted("!!"))).isEmpty();
  }
}
