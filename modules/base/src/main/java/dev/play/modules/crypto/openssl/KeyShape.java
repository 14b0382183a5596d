package dev.play.modules.crypto.openssl;

import dev.play.modules.crypto.x509.Curve;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import java.util.Optional;

/**
 * What kind of private key is wanted.
 *
 * @param type as Ansible calls it
 * @param size in bits, for RSA and DSA
 * @param curve for ECC
 * @param format pkcs1, pkcs8, auto or auto_ignore
 */
public record KeyShape(String type, int size, Optional<String> curve, String format) {
  /**
   * Tells what cannot be.
   *
   * @throws IllegalArgumentException when there are no such keys
   */
  public void check() {
    if (type.equals("ECC")) {
      String name =
          curve.orElseThrow(() -> new IllegalArgumentException("type is ECC but curve is missing"));
      if (Curve.named(name).isEmpty()) {
        throw new IllegalArgumentException("there is no curve '" + name + "'");
      }
    }
    if (type.matches("RSA|DSA") && (size < 512 || size > 16384)) {
      throw new IllegalArgumentException("size is 512 to 16384 bits");
    }
    if (format.equals("pkcs1") && type.matches("(Ed|X).*")) {
      throw new IllegalArgumentException("a key of type " + type + " cannot be in format pkcs1");
    }
  }

  /** Whether a new key is written in the format of its own kind. */
  public boolean isTraditional() {
    return format.equals("pkcs1") || (!format.equals("pkcs8") && type.matches("RSA|DSA|ECC"));
  }

  /** Whether a key is of this kind. */
  public boolean fits(PublicKeyInfo key) {
    return key.type().equals(type)
        && switch (type) {
          case "RSA", "DSA" -> key.size() == size;
          case "ECC" -> key.curve().equals(curve);
          default -> true;
        };
  }

  /** Whether a key is written as wanted. */
  public boolean formatFits(PrivateKey.Told told) {
    boolean pkcs8 = told.header().matches("(ENCRYPTED )?PRIVATE KEY");
    return format.equals("auto_ignore") || pkcs8 != isTraditional();
  }

  /** Bits or curve, as openssl takes them. */
  public String measure() {
    return curve
        .filter(c -> type.equals("ECC"))
        .flatMap(Curve::named)
        .map(Curve::tool)
        .orElse(Integer.toString(size));
  }
}
