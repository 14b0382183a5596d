package dev.play.template.filter.crypt;

/** The base 64 of crypt(3): its own alphabet, low bits first. */
final class CryptBase64 {
  private static final String DIGITS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private CryptBase64() {}

  static void append(StringBuilder out, int high, int middle, int low, int digits) {
    int bits = (high & 0xff) << 16 | (middle & 0xff) << 8 | low & 0xff;
    for (int i = 0; i < digits; i++) {
      out.append(DIGITS.charAt(bits & 0x3f));
      bits >>= 6;
    }
  }
}
