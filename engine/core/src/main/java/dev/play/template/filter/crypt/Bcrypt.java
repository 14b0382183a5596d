package dev.play.template.filter.crypt;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.Radix64Encoder;
import dev.play.template.EvaluationException;
import java.nio.charset.StandardCharsets;

/** Blowfish-based hashes, {@code $2b$}. */
final class Bcrypt {
  /** Passlib's default. */
  private static final int COST = 12;

  private Bcrypt() {}

  /**
   * @param salt 22 characters of bcrypt's base 64
   * @param ident the version: 2a, 2b or 2y; empty for 2b
   * @param rounds the cost, 4 to 31; 0 for the usual one
   */
  static String hash(String password, String salt, String ident, int rounds) {
    if (salt.length() < 22) {
      throw EvaluationException.of("the salt is too small (bcrypt requires exactly 22 characters)");
    }
    int cost = rounds == 0 ? COST : rounds;
    if (cost < 4 || cost > 31) {
      throw EvaluationException.of("rounds of bcrypt must be from 4 to 31, not " + cost);
    }
    byte[] raw =
        new Radix64Encoder.Default()
            .decode(salt.substring(0, 22).getBytes(StandardCharsets.US_ASCII));
    byte[] hash =
        BCrypt.with(version(ident)).hash(cost, raw, password.getBytes(StandardCharsets.UTF_8));
    return new String(hash, StandardCharsets.US_ASCII);
  }

  private static BCrypt.Version version(String ident) {
    return switch (ident) {
      case "", "2b" -> BCrypt.Version.VERSION_2B;
      case "2a" -> BCrypt.Version.VERSION_2A;
      case "2y" -> BCrypt.Version.VERSION_2Y;
      default -> throw EvaluationException.of("the ident of bcrypt is 2a, 2b or 2y, not " + ident);
    };
  }
}
