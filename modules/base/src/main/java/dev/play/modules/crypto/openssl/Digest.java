package dev.play.modules.crypto.openssl;

/** Digests that openssl signs with. */
public final class Digest {
  private Digest() {}

  /**
   * Whether openssl has such a digest.
   *
   * @throws IllegalArgumentException when it has none
   */
  public static void require(String name) {
    if (!name.matches("md5|sha1|sha224|sha256|sha384|sha512|sha3-(224|256|384|512)|ripemd160")) {
      throw new IllegalArgumentException("there is no digest '" + name + "' to sign with");
    }
  }
}
