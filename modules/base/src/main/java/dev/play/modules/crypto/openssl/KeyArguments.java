package dev.play.modules.crypto.openssl;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.module.Secret;
import java.util.Optional;

/** The private key that something is made with. */
public record KeyArguments(
    @Param("the private key on the host") Optional<HostPath> privatekeyPath,
    @Param("the private key itself") Optional<Secret> privatekeyContent,
    @Param("what the private key is protected with") Optional<Secret> privatekeyPassphrase) {
  public KeyArguments {
    if (privatekeyPath.isPresent() && privatekeyContent.isPresent()) {
      throw new IllegalArgumentException(
          "privatekey_path and privatekey_content exclude each other");
    }
    PrivateKey.requireLine(privatekeyPassphrase);
  }

  /** The same as a key. */
  public PrivateKey key() {
    return new PrivateKey(privatekeyPath, privatekeyContent, privatekeyPassphrase);
  }
}
