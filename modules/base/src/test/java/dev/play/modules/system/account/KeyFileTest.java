package dev.play.modules.system.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFileTest {
  private static final String ED = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA me@home";
  private static final String RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB you@work";

  private static KeyFile.Key key(String line) {
    return KeyFile.Key.read(line).orElseThrow();
  }

  @Test
  void addsAKeyAndKeepsWhatIsThere() {
    KeyFile file = KeyFile.read("# mine\n" + RSA + "\n");
    assertThat(file.with(List.of(key(ED))).text()).isEqualTo("# mine\n" + RSA + "\n" + ED + "\n");
  }

  @Test
  void leavesTheFileAloneWhenTheKeyIsThere() {
    KeyFile file = KeyFile.read(ED + "\n");
    assertThat(file.with(List.of(key(ED)))).isEqualTo(file);
  }

  @Test
  void readsOptionsWithQuotedSpaces() {
    KeyFile.Key key = key("from=\"10.0.0.*,1.2.3.4\",command=\"echo \\\"hi there\\\"\" " + ED);
    assertThat(key.options())
        .isEqualTo("from=\"10.0.0.*,1.2.3.4\",command=\"echo \\\"hi there\\\"\"");
    assertThat(key.type()).isEqualTo("ssh-ed25519");
    assertThat(key.comment()).isEqualTo("me@home");
  }

  @Test
  void replacesOptionsInPlace() {
    KeyFile file = KeyFile.read(ED + "\n" + RSA + "\n");
    assertThat(file.with(List.of(key(ED).withOptions("no-pty"))).lines())
        .containsExactly("no-pty " + ED, RSA);
  }

  @Test
  void exclusiveRemovesOtherKeysButNotComments() {
    KeyFile file = KeyFile.read("# team\n" + RSA + "\n");
    assertThat(file.only(List.of(key(ED))).lines()).containsExactly("# team", ED);
  }

  @Test
  void findsAKeyByItsBodyNotItsComment() {
    KeyFile file = KeyFile.read(ED + "\n");
    assertThat(file.without(List.of(key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA other"))).text())
        .isEmpty();
  }

  @Test
  void takesNoKeyForOne() {
    assertThat(KeyFile.Key.read("not a key")).isEmpty();
    assertThat(KeyFile.Key.read("sk-ssh-ed25519@openssh.com AAAA= token")).isPresent();
  }
}
