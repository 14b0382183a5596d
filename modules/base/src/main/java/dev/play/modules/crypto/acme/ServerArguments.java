package dev.play.modules.crypto.acme;

import dev.play.host.Resource;
import dev.play.module.Param;

/** The ACME server that is asked. */
public record ServerArguments(
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
  public ServerArguments {
    requireAddress("acme_directory", acmeDirectory);
    if (requestTimeout < 1) {
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

  /** What is at the server. */
  public Resource topic() {
    return Resource.topic("acme " + acmeDirectory);
  }
}
