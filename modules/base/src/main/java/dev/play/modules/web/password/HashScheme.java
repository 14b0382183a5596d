package dev.play.modules.web.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.play.host.Blob;
import dev.play.host.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;

/** How a password is hashed, by the names that passlib gives. */
public enum HashScheme {
  APR_MD5_CRYPT,
  MD5_CRYPT,
  SHA256_CRYPT,
  SHA512_CRYPT,
  BCRYPT,
  DES_CRYPT,
  LDAP_SHA1,
  PLAINTEXT;

  private static final String ALPHABET =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int BCRYPT_COST = 12;

  /**
   * The scheme of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static HashScheme named(String name) {
    for (HashScheme each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    List<String> all =
        List.of(values()).stream().map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
    throw new IllegalArgumentException(
        "hash_scheme is one of " + String.join(", ", all) + ", not '" + name + "'");
  }

  /**
   * A password hashed.
   *
   * @param seed makes the salt: the same for the same seed
   */
  public String hash(String password, String seed) {
    byte[] text = password.getBytes(StandardCharsets.UTF_8);
    byte[] random = HexFormat.of().parseHex(Blob.of(seed).digest(DigestAlgorithm.SHA256));
    return switch (this) {
      // The methods clear what they are given.
      case APR_MD5_CRYPT -> Md5Crypt.apr1Crypt(text.clone(), "$apr1$" + salt(random, 8));
      case MD5_CRYPT -> Md5Crypt.md5Crypt(text.clone(), "$1$" + salt(random, 8));
      case SHA256_CRYPT -> Sha2Crypt.sha256Crypt(text.clone(), "$5$" + salt(random, 16));
      case SHA512_CRYPT -> Sha2Crypt.sha512Crypt(text.clone(), "$6$" + salt(random, 16));
      case BCRYPT -> {
        byte[] salt = java.util.Arrays.copyOf(random, 16);
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hash(BCRYPT_COST, salt, text);
        yield new String(hash, StandardCharsets.US_ASCII);
      }
      case DES_CRYPT -> UnixCrypt.crypt(text, salt(random, 2));
      case LDAP_SHA1 -> "{SHA}" + sha1(text);
      case PLAINTEXT -> password;
    };
  }

  private static String salt(byte[] random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(ALPHABET.charAt(random[i] & 0x3f));
    }
    return out.toString();
  }

  private static String sha1(byte[] text) {
    String hex = Blob.of(text).digest(DigestAlgorithm.SHA1);
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  /** Whether a password is the one that an entry was made from, in whatever scheme. */
  public static boolean fits(String password, String entry) {
    byte[] text = password.getBytes(StandardCharsets.UTF_8);
    try {
      if (entry.matches("\\$2[abxy]?\\$.*")) {
        return text.length <= 72
            && BCrypt.verifyer().verify(text, entry.getBytes(StandardCharsets.US_ASCII)).verified;
      }
      return same(again(text, entry), entry) || same(password, entry);
    } catch (IllegalArgumentException e) {
      // What looks like a hash and is none can still be a password as it is.
      return same(password, entry);
    }
  }

  private static String again(byte[] text, String entry) {
    if (entry.startsWith("$apr1$")) {
      return Md5Crypt.apr1Crypt(text.clone(), entry);
    }
    if (entry.startsWith("$1$")) {
      return Md5Crypt.md5Crypt(text.clone(), entry);
    }
    if (entry.startsWith("$5$")) {
      return Sha2Crypt.sha256Crypt(text.clone(), entry);
    }
    if (entry.startsWith("$6$")) {
      return Sha2Crypt.sha512Crypt(text.clone(), entry);
    }
    if (entry.startsWith("{SHA}")) {
      return "{SHA}" + sha1(text);
    }
    return entry.matches("[./0-9A-Za-z]{13}") ? UnixCrypt.crypt(text, entry.substring(0, 2)) : "";
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
