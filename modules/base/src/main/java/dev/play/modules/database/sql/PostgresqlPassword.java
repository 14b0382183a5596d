package dev.play.modules.database.sql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Whether a password is the one that PostgreSQL keeps a proof of (pg_authid, RFC 5803). */
public final class PostgresqlPassword {
  private static final Pattern SCRAM =
      Pattern.compile("SCRAM-SHA-256\\$(\\d+):([^$]+)\\$([^:]+):(.+)");
  private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");

  private PostgresqlPassword() {}

  /**
   * @param given the password, or a proof as PostgreSQL keeps it
   * @param kept what {@code pg_authid.rolpassword} holds
   */
  public static boolean matches(String user, String given, String kept) {
    if (given.equals(kept) || SCRAM.matcher(given).matches() || MD5.matcher(given).matches()) {
      return given.equals(kept);
    }
    Matcher scram = SCRAM.matcher(kept);
    try {
      if (scram.matches()) {
        return MessageDigest.isEqual(
            Base64.getDecoder().decode(scram.group(3)),
            storedKey(given, scram.group(2), Integer.parseInt(scram.group(1))));
      }
      byte[] sum =
          MessageDigest.getInstance("MD5").digest((given + user).getBytes(StandardCharsets.UTF_8));
      return kept.equals("md5" + HexFormat.of().formatHex(sum));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has these", e);
    }
  }

  private static byte[] storedKey(String password, String salt, int rounds)
      throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(salt), rounds, 256);
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salted, "HmacSHA256"));
    byte[] clientKey = mac.doFinal("Client Key".getBytes(StandardCharsets.UTF_8));
    return MessageDigest.getInstance("SHA-256").digest(clientKey);
  }
}
