package dev.play.host;

import java.util.Locale;

/** Digests that coreutils and busybox compute on a host; those of SHA-3 its openssl. */
public enum DigestAlgorithm {
  MD5("MD5"),
  SHA1("SHA-1"),
  SHA224("SHA-224"),
  SHA256("SHA-256"),
  SHA384("SHA-384"),
  SHA512("SHA-512"),
  SHA3_224("SHA3-224"),
  SHA3_256("SHA3-256"),
  SHA3_384("SHA3-384"),
  SHA3_512("SHA3-512");

  private final String javaName;

  DigestAlgorithm(String javaName) {
    this.javaName = javaName;
  }

  public String javaName() {
    return javaName;
  }

  /** The words that compute it on a host, for example {@code sha256sum}. */
  public String tool() {
    if (name().startsWith("SHA3_")) {
      return "openssl dgst -r -" + javaName.toLowerCase(Locale.ROOT);
    }
    return name().toLowerCase(Locale.ROOT) + "sum";
  }
}
