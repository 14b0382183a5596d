package dev.play.transport.ssh.auth;

import com.hierynomus.sshj.common.KeyDecryptionFailedException;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import dev.play.module.Secret;
import dev.play.transport.ssh.hostkey.HostKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyFormat;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.keyprovider.PuTTYKeyFile;

/** A private key that has been read and decrypted. */
public record KeyFile(Path path, KeyProvider key, HostKey publicKey) {
  private static final List<Factory.Named<FileKeyProvider>> FORMATS =
      List.of(
          new OpenSSHKeyV1KeyFile.Factory(),
          new PKCS8KeyFile.Factory(),
          new OpenSSHKeyFile.Factory(),
          new PuTTYKeyFile.Factory());

  /** Reads a key in OpenSSH's, PEM or PuTTY's format; its message says why it cannot be used. */
  static KeyFile load(Path path, Optional<Secret> passphrase) throws IOException {
    try {
      return read(path, passphrase);
    } catch (KeyDecryptionFailedException e) {
      throw e;
    } catch (IOException | SSHRuntimeException e) {
      if (BouncyCastle.isThere()) {
        throw new IOException(e.getMessage(), e);
      }
      BouncyCastle.add();
      return load(path, passphrase);
    }
  }

  private static KeyFile read(Path path, Optional<Secret> passphrase) throws IOException {
    KeyFormat format = KeyProviderUtil.detectKeyFileFormat(path.toFile());
    FileKeyProvider provider = Factory.Named.Util.create(FORMATS, format.toString());
    if (provider == null) {
      throw new IOException("not a private key that is understood");
    }
    try {
      provider.init(path.toFile(), passphrase.map(p -> new FixedPassword(p.reveal())).orElse(null));
      provider.getPrivate();
      PublicKey key = provider.getPublic();
      return new KeyFile(path, provider, HostKey.of(key));
    } catch (KeyDecryptionFailedException e) {
      throw new KeyDecryptionFailedException(
          passphrase.isPresent() ? "wrong passphrase" : "encrypted, and no passphrase given", e);
    }
  }
}
