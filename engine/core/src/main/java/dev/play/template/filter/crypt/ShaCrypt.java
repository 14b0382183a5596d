package dev.play.template.filter.crypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** The SHA-based crypt(3), {@code $5$} and {@code $6$}, by Drepper's specification. */
final class ShaCrypt {
  /** The number of rounds that a hash does not mention. */
  private static final int UNSAID = 5000;

  private final String algorithm;
  private final int size;

  private ShaCrypt(String algorithm, int size) {
    this.algorithm = algorithm;
    this.size = size;
  }

  static String sha256(String password, String salt, int rounds) {
    byte[] hash = new ShaCrypt("SHA-256", 32).hash(password, salt, rounds);
    StringBuilder out = new StringBuilder("$5$" + head(salt, rounds));
    int[] order = {0, 10, 20};
    for (int i = 0; i < 10; i++) {
      CryptBase64.append(out, hash[order[0]], hash[order[1]], hash[order[2]], 4);
      order = new int[] {(order[0] + 21) % 30, (order[1] + 21) % 30, (order[2] + 21) % 30};
    }
    CryptBase64.append(out, 0, hash[31], hash[30], 3);
    return out.toString();
  }

  static String sha512(String password, String salt, int rounds) {
    byte[] hash = new ShaCrypt("SHA-512", 64).hash(password, salt, rounds);
    StringBuilder out = new StringBuilder("$6$" + head(salt, rounds));
    int[] order = {0, 21, 42};
    for (int i = 0; i < 21; i++) {
      CryptBase64.append(out, hash[order[0]], hash[order[1]], hash[order[2]], 4);
      order = new int[] {(order[0] + 22) % 63, (order[1] + 22) % 63, (order[2] + 22) % 63};
    }
    CryptBase64.append(out, 0, 0, hash[63], 2);
    return out.toString();
  }

  private static String head(String salt, int rounds) {
    return (rounds == UNSAID ? "" : "rounds=" + rounds + "$") + salt + "$";
  }

  private byte[] hash(String password, String saltText, int rounds) {
    byte[] key = password.getBytes(StandardCharsets.UTF_8);
    byte[] salt = saltText.getBytes(StandardCharsets.UTF_8);
    MessageDigest md = HashFilters.digest(algorithm);
    md.update(key);
    md.update(salt);
    md.update(key);
    byte[] alternate = md.digest();
    md.update(key);
    md.update(salt);
    md.update(repeated(alternate, key.length));
    for (int i = key.length; i > 0; i >>= 1) {
      md.update((i & 1) != 0 ? alternate : key);
    }
    byte[] result = md.digest();
    for (int i = 0; i < key.length; i++) {
      md.update(key);
    }
    byte[] p = repeated(md.digest(), key.length);
    for (int i = 0; i < 16 + (result[0] & 0xff); i++) {
      md.update(salt);
    }
    byte[] s = repeated(md.digest(), salt.length);
    for (int round = 0; round < rounds; round++) {
      boolean odd = (round & 1) != 0;
      md.update(odd ? p : result);
      if (round % 3 != 0) {
        md.update(s);
      }
      if (round % 7 != 0) {
        md.update(p);
      }
      md.update(odd ? result : p);
      result = md.digest();
    }
    return result;
  }

  private byte[] repeated(byte[] block, int length) {
    byte[] out = new byte[length];
    for (int at = 0; at < length; at += size) {
      System.arraycopy(block, 0, out, at, Math.min(size, length - at));
    }
    return Arrays.copyOf(out, length);
  }
}
