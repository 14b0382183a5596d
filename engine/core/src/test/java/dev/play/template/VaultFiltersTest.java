package dev.play.template;

import static dev.play.template.TemplateFixture.expression;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import org.junit.jupiter.api.Test;

/** The sealed text was made by Ansible 2.18 with a salt of "7" and the password "test". */
class VaultFiltersTest {
  private static final String SEALED =
      """
      $ANSIBLE_VAULT;1.2;AES256;filter_default
      33370a34333734353636633035656232613935353432656132646533346233326431346232616261
      6133383034376566366261316365633931356133633337396363370a376664386236313834326561
      6338373864623763613165366636633031303739
      """;

  private static Value evaluate(String text) {
    return expression(text)
        .evaluate(
            MapScope.of("sealed", SEALED)
                .with(java.util.Map.of("closed", new ClosedVault(SEALED, "no password"))));
  }

  @Test
  void sealsAsAnsibleDoes() {
    assertThat(evaluate("'secret' | vault('test', salt=7)")).isEqualTo(Value.text(SEALED));
    assertThat(evaluate("('secret' | vault('test', wrap_object=true)) | type_debug"))
        .isEqualTo(Value.text("AnsibleVaultEncryptedUnicode"));
  }

  @Test
  void opensWhatIsSealedAsASecret() {
    Value secret = new Value.Secret(Value.text("secret"));
    assertThat(evaluate("sealed | unvault('test')")).isEqualTo(secret);
    assertThat(evaluate("closed | unvault('test')")).isEqualTo(secret);
    assertThat(evaluate("'ä' | vault('x', vault_id='l') | unvault('x')"))
        .isEqualTo(new Value.Secret(Value.text("ä")));
    assertThatThrownBy(() -> evaluate("sealed | unvault('other')"))
        .hasMessageContaining("Unable to decrypt");
    assertThatThrownBy(() -> evaluate("5 | unvault('x')")).hasMessageContaining("instead we got");
  }

  @Test
  void letsAClosedValueBeToldButNotUsed() {
    assertThat(evaluate("closed is vault_encrypted")).isEqualTo(Value.TRUE);
    assertThat(evaluate("sealed is vault_encrypted")).isEqualTo(Value.TRUE);
    assertThat(evaluate("closed is defined")).isEqualTo(Value.TRUE);
    assertThatThrownBy(() -> evaluate("closed"))
        .hasMessageContaining("Attempting to decrypt but no vault secrets found");
    assertThatThrownBy(() -> evaluate("closed ~ 'x'"))
        .hasMessageContaining("Attempting to decrypt but no vault secrets found");
  }
}
