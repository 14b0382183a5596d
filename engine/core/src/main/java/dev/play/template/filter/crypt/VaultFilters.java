package dev.play.template.filter.crypt;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultPasswords;
import dev.play.vault.VaultSeal;
import dev.play.vault.VaultSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code vault} encrypts a text, {@code unvault} opens it again. */
public final class VaultFilters {
  private static final String LABEL = "filter_default";

  private VaultFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter(
            "vault",
            "secret salt? vault_id? wrap_object? vaultid?",
            VaultFilters::seal,
            Trait.IMPURE)
        .filter("unvault", "secret vault_id? vaultid?", VaultFilters::open, Trait.STRUCTURAL);
  }

  private static Value seal(Value value, Arguments a, Evaluation e) {
    if (!(value instanceof Value.Text(String text))) {
      throw EvaluationException.of(
          "Can only vault strings, instead we got: " + Values.typeName(value));
    }
    byte[] salt = new byte[VaultSeal.SALT];
    if (a.has("salt")) {
      salt = PythonText.str(a.value("salt")).getBytes(StandardCharsets.UTF_8);
    } else {
      e.scope().lookups().random().nextBytes(salt);
    }
    String label = label(a);
    String sealed =
        VaultSeal.seal(
            text.getBytes(StandardCharsets.UTF_8), password(a), Optional.of(label), salt);
    return a.flag("wrap_object", false)
        ? new ClosedVault(sealed, "it was made by the filter vault")
        : new Value.Text(sealed);
  }

  private static Value open(Value value, Arguments a, Evaluation e) {
    String envelope =
        switch (value) {
          case Value.Text(String text) -> text;
          case ClosedVault closed -> closed.envelope();
          default ->
              throw EvaluationException.of(
                  "Vault should be in the form of a string, instead we got: "
                      + Values.typeName(value));
        };
    VaultPassword password = password(a);
    if (!VaultSecrets.isEnvelope(envelope)) {
      return new Value.Text(envelope);
    }
    return switch (new VaultPasswords(List.of(password)).open(envelope)) {
      case VaultSecrets.Opened.Plain(byte[] plain) ->
          new Value.Secret(new Value.Text(new String(plain, StandardCharsets.UTF_8)));
      case VaultSecrets.Opened.Refused(String message, String hint) ->
          throw EvaluationException.of("Unable to decrypt: " + message, hint);
    };
  }

  private static String label(Arguments a) {
    return a.text("vault_id", a.text("vaultid", LABEL));
  }

  private static VaultPassword password(Arguments a) {
    if (!(a.value("secret") instanceof Value.Text(String secret))) {
      throw EvaluationException.of(
          "Secret passed is required to be a string, instead we got: "
              + Values.typeName(a.value("secret")));
    }
    return new VaultPassword(label(a), secret.getBytes(StandardCharsets.UTF_8));
  }
}
