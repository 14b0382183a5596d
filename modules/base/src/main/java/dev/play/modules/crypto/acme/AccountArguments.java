package dev.play.modules.crypto.acme;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.module.Secret;
import dev.play.modules.crypto.openssl.PrivateKey;
import java.util.Optional;

/** The key of an account with an ACME server, where there is one. */
public record AccountArguments(
    @Param(value = "the account's key on the host, RSA or ECC", aliases = "account_key")
        Optional<HostPath> accountKeySrc,
    @Param("the account's key itself") Optional<Secret> accountKeyContent,
    @Param("what the account's key is protected with") Optional<Secret> accountKeyPassphrase,
    @Param("address of the account, where it is known") Optional<String> accountUri) {
  public AccountArguments {
    PrivateKey.requireLine(accountKeyPassphrase);
    accountUri.ifPresent(uri -> ServerArguments.requireAddress("account_uri", uri));
  }

  /** Whether there is one key, not two and not none. */
  public boolean isOne() {
    return accountKeySrc.isPresent() != accountKeyContent.isPresent();
  }

  /** The key, given or not. */
  public PrivateKey key() {
    return new PrivateKey(accountKeySrc, accountKeyContent, accountKeyPassphrase);
  }
}
