package dev.play.modules.crypto.x509;

import java.util.Map;
import java.util.Optional;

/** A request for a certificate (RFC 2986). */
public record Request(
    Der der, DistinguishedName subject, PublicKeyInfo publicKey, Map<String, Extension> extensions)
    implements Signed {
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  /**
   * Reads the first in a text.
   *
   * @return empty when there is none, or nothing that can be read
   */
  public static Optional<Request> parse(String pem) {
    try {
      return Pem.first(pem, "CERTIFICATE REQUEST").map(Request::of);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Request of(Der der) {
    Der info = der.part(0);
    der.part(2).bitBytes();
    Map<String, Extension> extensions = Map.of();
    if (info.parts().size() > 3) {
      for (Der attribute : info.part(3).parts()) {
        if (attribute.part(0).oid().equals(EXTENSION_REQUEST)) {
          extensions = Extension.all(attribute.part(1).part(0));
        }
      }
    }
    return new Request(
        der, DistinguishedName.of(info.part(1)), PublicKeyInfo.of(info.part(2)), extensions);
  }
}
