package dev.play.modules.crypto.x509;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;

/** Signatures below requests and certificates, proved by the JDK. */
final class Signature {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
          Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
          Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
          Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
          Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
          Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
          Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"),
          Map.entry("1.2.840.10045.4.3.1", "SHA224withECDSA"),
          Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
          Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
          Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.2", "SHA256withDSA"),
          Map.entry("1.3.101.112", "Ed25519"),
          Map.entry("1.3.101.113", "Ed448"));
  private static final Map<String, String> KEYS =
      Map.of("RSA", "RSA", "DSA", "DSA", "ECC", "EC", "Ed25519", "Ed25519", "Ed448", "Ed448");

  private Signature() {}

  /** Whether it is that key's; empty where this JDK does not know the algorithm or the curve. */
  static Optional<Boolean> isValid(
      byte[] signed, Der algorithm, byte[] signature, PublicKeyInfo key) {
    String name = NAMES.get(algorithm.part(0).oid());
    String kind = KEYS.get(key.type());
    if (name == null || kind == null) {
      return Optional.empty();
    }
    if (!name.endsWith(kind.equals("EC") ? "ECDSA" : kind)) {
      return Optional.of(false);
    }
    java.security.PublicKey read;
    try {
      read =
          KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(key.der().encoded()));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
    try {
      java.security.Signature check = java.security.Signature.getInstance(name);
      check.initVerify(read);
      check.update(signed);
      return Optional.of(check.verify(signature));
    } catch (GeneralSecurityException e) {
      return Optional.of(false);
    }
  }

  /** Ansible's name for an algorithm. */
  static String name(String oid) {
    String jdk = NAMES.get(oid);
    if (jdk == null) {
      return oid;
    }
    if (jdk.startsWith("Ed")) {
      return jdk.toLowerCase(java.util.Locale.ROOT);
    }
    String digest = jdk.substring(0, jdk.indexOf("with")).toLowerCase(java.util.Locale.ROOT);
    String kind = jdk.substring(jdk.indexOf("with") + 4);
    return kind.equals("RSA")
        ? digest + "WithRSAEncryption"
        : kind.toLowerCase(java.util.Locale.ROOT)
            + "-with-"
            + digest.toUpperCase(java.util.Locale.ROOT);
  }
}
