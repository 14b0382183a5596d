package dev.play.template;

import static dev.play.template.TemplateFixture.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.value.Value;
import org.junit.jupiter.api.Test;

/** Hashes whose values passlib gave. */
class PasswordHashTest {
  @Test
  void hashesByBcrypt() {
    assertThat(evaluate("'secret' | password_hash('bcrypt', 'abcdefghijklmnopqrstuu', rounds=4)"))
        .isEqualTo(new Value.Text("$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"));
    assertThat(
            evaluate(
                "'secret' | password_hash('blowfish', 'abcdefghijklmnopqrstuu', rounds=4, ident='2a')"))
        .isEqualTo(new Value.Text("$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"));
  }

  @Test
  void refusesWhatIsNoHashAndWhatIsNoVersionOfBcrypt() {
    assertThatThrownBy(() -> evaluate("'x' | password_hash('nope')"))
        .hasMessage("passlib does not support 'nope' algorithm");
    assertThatThrownBy(() -> evaluate("'x' | password_hash('bcrypt', ident='9z')"))
        .hasMessageContaining("2a, 2b or 2y");
  }
}
