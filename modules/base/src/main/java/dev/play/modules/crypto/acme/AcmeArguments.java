package dev.play.modules.crypto.acme;

import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.module.Param;
import dev.play.module.Secret;
import dev.play.modules.crypto.openssl.PrivateKey;
import java.util.Optional;

/** The server that is asked, and the key of the account there. */
public record AcmeArguments(
    @Param(value = "the account's key on the host, RSA or ECC", aliases = "account_key")
        Optional<HostPath> accountKeySrc,
    @Param("the account's key itself") Optional<Secret> accountKeyContent,
    @Param("what the account's key is protected with") Optional<Secret> accountKeyPassphrase,
    @Param("address of the account, where it is known") Optional<String> accountUri,
    @Param(value = "version of the protocol", def = "2", choices = "2") int acmeVersion,
    @Param(
            value = "address of the server's directory",
            example = "https://acme-v02.api.letsencrypt.org/directory")
        String acmeDirectory,
    @Param(value = "whether the server has to prove who it is", def = "true") boolean validateCerts,
    @Param(
            value = "of no meaning here: the host's openssl does it",
            def = "auto",
            choices = {"auto", "cryptography", "openssl"})
        String selectCryptoBackend,
    @Param(value = "seconds that an answer may take", def = "10") int requestTimeout) {
  public AcmeArguments {
    if (accountKeySrc.isPresent() == accountKeyContent.isPresent()) {
      throw new IllegalArgumentException(
          "exactly one of account_key_src and account_key_content is needed");
    }
    PrivateKey.requireLine(accountKeyPassphrase);
    requireServer(acmeDirectory, accountUri, requestTimeout);
  }

  /**
   * Whether a server can be asked so.
   *
   * @throws IllegalArgumentException when it cannot
   */
  public static void requireServer(String directory, Optional<String> accountUri, int timeout) {
    requireAddress("acme_directory", directory);
    accountUri.ifPresent(uri -> requireAddress("account_uri", uri));
    if (timeout < 1) {
      throw new IllegalArgumentException("request_timeout is a second at least");
    }
  }

  /**
   * Whether an ACME server can be there.
   *
   * @throws IllegalArgumentException when it cannot
   */
  public static void requireAddress(String option, String text) {
    if (!text.matches("(?i)https?://[^\\x00-\\x20\\x7f\"\\\\]+")) {
      throw new IllegalArgumentException(option + " is an address by http or https, not " + text);
    }
  }

  /** The account's key. */
  public AccountKey accountKey(HostView host) {
    return AccountKey.of(
        new PrivateKey(accountKeySrc, accountKeyContent, accountKeyPassphrase), host);
  }
}
