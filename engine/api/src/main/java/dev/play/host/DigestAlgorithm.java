package dev.play.host;

import java.util.Locale;

/** Digests that coreutils and busybox compute on a host. */
public enum DigestAlgorithm {
  MD5("MD5"),
  SHA1("SHA-1"),
  SHA224("SHA-224"),
  SHA256("SHA-256"),
  SHA384("SHA-384"),
  SHA512("SHA-512");

  private final String javaName;

  DigestAlgorithm(String javaName) {
    this.javaName = javaName;
  }

  public String javaName() {
    return javaName;
  }

  /** The command that computes it on a host, for example {@code sha256sum}. */
  public String tool() {
    return name().toLowerCase(Locale.ROOT) + "sum";
  }
}
