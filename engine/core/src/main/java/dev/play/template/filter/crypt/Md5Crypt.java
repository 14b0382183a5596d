package dev.play.template.filter.crypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The MD5-based crypt(3) of FreeBSD, {@code $1$}, by its published algorithm. */
final class Md5Crypt {
  private Md5Crypt() {}

  static String hash(String password, String salt) {
    byte[] key = password.getBytes(StandardCharsets.UTF_8);
    byte[] salted = salt.getBytes(StandardCharsets.UTF_8);
    byte[] alternate = digest(key, salted, key);
    MessageDigest md = HashFilters.digest("MD5");
    md.update(key);
    md.update("$1$".getBytes(StandardCharsets.UTF_8));
    md.update(salted);
    for (int left = key.length; left > 0; left -= 16) {
      md.update(alternate, 0, Math.min(16, left));
    }
    for (int i = key.length; i > 0; i >>= 1) {
      md.update((i & 1) != 0 ? 0 : key[0]);
    }
    byte[] result = md.digest();
    for (int round = 0; round < 1000; round++) {
      boolean odd = (round & 1) != 0;
      md.update(odd ? key : result);
      if (round % 3 != 0) {
        md.update(salted);
      }
      if (round % 7 != 0) {
        md.update(key);
      }
      md.update(odd ? result : key);
      result = md.digest();
    }
    return "$1$" + salt + "$" + encoded(result);
  }

  private static byte[] digest(byte[]... parts) {
    MessageDigest md = HashFilters.digest("MD5");
    for (byte[] part : parts) {
      md.update(part);
    }
    return md.digest();
  }

  private static String encoded(byte[] r) {
    StringBuilder out = new StringBuilder();
    CryptBase64.append(out, r[0], r[6], r[12], 4);
    CryptBase64.append(out, r[1], r[7], r[13], 4);
    CryptBase64.append(out, r[2], r[8], r[14], 4);
    CryptBase64.append(out, r[3], r[9], r[15], 4);
    CryptBase64.append(out, r[4], r[10], r[5], 4);
    CryptBase64.append(out, 0, 0, r[11], 2);
    return out.toString();
  }
}
