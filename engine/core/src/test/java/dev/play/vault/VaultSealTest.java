package dev.play.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultSealTest {
  private static final VaultPassword PASSWORD =
      new VaultPassword("prod", "hunter2".getBytes(StandardCharsets.UTF_8));
  private static final byte[] SALT = new byte[VaultSeal.SALT];

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void opensWhatItHasSealed() {
    for (String text : List.of("", "x", "sixteen letters.", "příbor\n".repeat(99))) {
      String sealed = VaultSeal.seal(bytes(text), PASSWORD, Optional.empty(), SALT);
      assertThat(sealed).startsWith("$ANSIBLE_VAULT;1.1;AES256\n").endsWith("\n");
      assertThat(sealed.lines()).allMatch(line -> line.length() <= 80);
      assertThat(new VaultPasswords(List.of(PASSWORD)).open(sealed))
          .isEqualTo(new VaultSecrets.Opened.Plain(bytes(text)));
    }
  }

  @Test
  void writesALabelUnlessItIsTheUsualOne() {
    assertThat(VaultSeal.seal(bytes("x"), PASSWORD, Optional.of("prod"), SALT))
        .startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(VaultSeal.seal(bytes("x"), PASSWORD, Optional.of("default"), SALT))
        .startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
  }

  @Test
  void readsTheLabelOfAVault() {
    String sealed = VaultSeal.seal(bytes("x"), PASSWORD, Optional.of("prod"), SALT);
    assertThat(VaultSeal.labelOf(sealed)).contains("prod");
  }
}
