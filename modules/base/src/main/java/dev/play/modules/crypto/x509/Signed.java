package dev.play.modules.crypto.x509;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request (RFC 2986) or certificate (RFC 5280) as far as both are alike. */
public sealed interface Signed permits Request, Certificate {
  /** The whole of it. */
  Der der();

  DistinguishedName subject();

  PublicKeyInfo publicKey();

  /** By identifier. */
  Map<String, Extension> extensions();

  /** Whether a key made its signature; empty where this JDK cannot tell. */
  default Optional<Boolean> isSignedBy(PublicKeyInfo key) {
    return Signature.isValid(der().part(0).encoded(), der().part(1), der().part(2).bitBytes(), key);
  }

  /** The identifier that it says its key has. */
  default Optional<Der> keyIdentifier() {
    return Optional.ofNullable(extensions().get(Oids.SUBJECT_KEY_IDENTIFIER)).map(Extension::value);
  }

  /** Names of what it is for. */
  default List<String> names() {
    return Optional.ofNullable(extensions().get(Oids.SUBJECT_ALT_NAME))
        .map(e -> e.value().parts().stream().map(GeneralName::text).toList())
        .orElse(List.of());
  }
}
