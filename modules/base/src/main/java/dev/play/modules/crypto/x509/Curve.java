package dev.play.modules.crypto.x509;

import java.util.Arrays;
import java.util.Optional;

/** Elliptic curves, by the names that Ansible, openssl and ASN.1 have for them. */
public enum Curve {
  SECP192R1("secp192r1", "prime192v1", "1.2.840.10045.3.1.1", 192),
  SECP224R1("secp224r1", "secp224r1", "1.3.132.0.33", 224),
  SECP256K1("secp256k1", "secp256k1", "1.3.132.0.10", 256),
  SECP256R1("secp256r1", "prime256v1", "1.2.840.10045.3.1.7", 256),
  SECP384R1("secp384r1", "secp384r1", "1.3.132.0.34", 384),
  SECP521R1("secp521r1", "secp521r1", "1.3.132.0.35", 521),
  BRAINPOOL256("brainpoolP256r1", "brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", 256),
  BRAINPOOL384("brainpoolP384r1", "brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11", 384),
  BRAINPOOL512("brainpoolP512r1", "brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13", 512),
  SECT163K1("sect163k1", "sect163k1", "1.3.132.0.1", 163),
  SECT163R2("sect163r2", "sect163r2", "1.3.132.0.15", 163),
  SECT233K1("sect233k1", "sect233k1", "1.3.132.0.26", 233),
  SECT233R1("sect233r1", "sect233r1", "1.3.132.0.27", 233),
  SECT283K1("sect283k1", "sect283k1", "1.3.132.0.16", 283),
  SECT283R1("sect283r1", "sect283r1", "1.3.132.0.17", 283),
  SECT409K1("sect409k1", "sect409k1", "1.3.132.0.36", 409),
  SECT409R1("sect409r1", "sect409r1", "1.3.132.0.37", 409),
  SECT571K1("sect571k1", "sect571k1", "1.3.132.0.38", 571),
  SECT571R1("sect571r1", "sect571r1", "1.3.132.0.39", 571);

  private final String label;
  private final String tool;
  private final String oid;
  private final int bits;

  Curve(String label, String tool, String oid, int bits) {
    this.label = label;
    this.tool = tool;
    this.oid = oid;
    this.bits = bits;
  }

  /** Ansible's name. */
  public String label() {
    return label;
  }

  /** openssl's name. */
  public String tool() {
    return tool;
  }

  public int bits() {
    return bits;
  }

  public static Optional<Curve> named(String label) {
    return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
  }

  static Optional<Curve> ofOid(String oid) {
    return Arrays.stream(values()).filter(c -> c.oid.equals(oid)).findFirst();
  }
}
