package dev.play.transport.ssh.hostkey;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key in SSH's own encoding (RFC 4253, section 6.6).
 *
 * @param type for example {@code ssh-ed25519}
 * @param base64 the whole key
 */
public record HostKey(String type, String base64) {
  /** A key, or the one in a certificate. */
  public static HostKey of(PublicKey key) {
    PublicKey plain = key instanceof Certificate<?> certificate ? certificate.getKey() : key;
    return of(new Buffer.PlainBuffer().putPublicKey(plain).getCompactData());
  }

  /** From SSH's encoding. */
  public static HostKey of(byte[] encoded) {
    int length =
        encoded.length < 4
            ? 0
            : Math.min(encoded.length - 4, ((encoded[2] & 0xff) << 8) | (encoded[3] & 0xff));
    String type =
        new String(encoded, Math.min(4, encoded.length), length, StandardCharsets.US_ASCII);
    return new HostKey(type, Base64.getEncoder().encodeToString(encoded));
  }

  /** As ssh-keygen -l shows it. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return type + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IllegalArgumentException e) {
      return type + " (unreadable)";
    }
  }

  @Override
  public String toString() {
    return type + " " + base64;
  }
}
