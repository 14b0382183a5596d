package dev.play.modules.crypto.x509;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate (RFC 5280).
 *
 * @param notBefore as {@code YYYYMMDDHHMMSSZ}
 * @param notAfter likewise
 * @param algorithm identifier of what it is signed with
 */
public record Certificate(
    Der der,
    int version,
    BigInteger serial,
    String algorithm,
    DistinguishedName issuer,
    String notBefore,
    String notAfter,
    DistinguishedName subject,
    PublicKeyInfo publicKey,
    Map<String, Extension> extensions)
    implements Signed {
  private static final int UTC_TIME = 0x17;

  /**
   * Reads the first in a text.
   *
   * @return empty when there is none, or nothing that can be read
   */
  public static Optional<Certificate> parse(String pem) {
    try {
      return Pem.first(pem, "CERTIFICATE").map(Certificate::of);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Certificate of(Der der) {
    List<Der> parts = der.part(0).parts();
    der.part(2).bitBytes();
    boolean versioned = parts.getFirst().isTagged(0);
    int at = versioned ? 1 : 0;
    Map<String, Extension> extensions = Map.of();
    for (Der each : parts.subList(at + 6, parts.size())) {
      if (each.isTagged(3)) {
        extensions = Extension.all(each.part(0));
      }
    }
    Der dates = parts.get(at + 3);
    return new Certificate(
        der,
        versioned ? parts.getFirst().part(0).integer().intValue() + 1 : 1,
        parts.get(at).integer(),
        parts.get(at + 1).part(0).oid(),
        DistinguishedName.of(parts.get(at + 2)),
        time(dates.part(0)),
        time(dates.part(1)),
        DistinguishedName.of(parts.get(at + 4)),
        PublicKeyInfo.of(parts.get(at + 5)),
        extensions);
  }

  private static String time(Der der) {
    String text = der.text();
    if (der.tag() != UTC_TIME) {
      return text;
    }
    return (text.charAt(0) < '5' ? "20" : "19") + text;
  }
}
