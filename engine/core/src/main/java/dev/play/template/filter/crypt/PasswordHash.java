package dev.play.template.filter.crypt;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.util.random.RandomGenerator;

/** Ansible's {@code password_hash}: crypt(3) hashes, with passlib's numbers of rounds. */
public final class PasswordHash {
  private static final String SALT =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private PasswordHash() {}

  static Value filter(Value v, Arguments a, Evaluation e) {
    return text(
        hash(
            text(v),
            a.text("hashtype", "sha512"),
            a.has("salt") ? a.text("salt") : "",
            a.integer("salt_size", 0),
            a.integer("rounds", 0),
            a.text("ident", ""),
            e.scope().lookups()::random));
  }

  /** Where chance comes from, asked only when a salt must be made. */
  public interface Chance {
    RandomGenerator get();
  }

  /**
   * @param salt empty to make one
   * @param saltSize of a salt to make; 0 for the longest
   * @param rounds 0 for the usual number
   * @param ident the version of bcrypt; empty for the usual one
   */
  public static String hash(
      String password,
      String type,
      String salt,
      int saltSize,
      int rounds,
      String ident,
      Chance chance) {
    if (rounds != 0 && type.startsWith("md5")) {
      throw EvaluationException.of("the argument rounds means nothing to " + type);
    }
    int most = longestSalt(type);
    String chosen = salt.isEmpty() ? salt(saltSize > 0 ? saltSize : most, chance.get()) : salt;
    check(chosen, most, type);
    return switch (type) {
      case "md5", "md5_crypt" -> Md5Crypt.hash(password, chosen);
      case "sha256", "sha256_crypt" -> ShaCrypt.sha256(password, chosen, rounds(rounds, 535_000));
      case "sha512", "sha512_crypt" -> ShaCrypt.sha512(password, chosen, rounds(rounds, 656_000));
      case "blowfish", "bcrypt" -> Bcrypt.hash(password, chosen, ident, rounds);
      default -> throw unsupported(type);
    };
  }

  /** Hashes that passlib has, of which Ansible says something else than of unknown ones. */
  private static EvaluationException unsupported(String type) {
    return type.matches(
            "msdcc2?|nthash|lmhash|sha1_crypt|bsd_nthash|oracle1[01]|ldap_\\w+|mssql\\w+")
        ? EvaluationException.of(
            type
                + " is not in the list of supported passlib algorithms: md5, blowfish, sha256,"
                + " sha512")
        : EvaluationException.of("passlib does not support '" + type + "' algorithm");
  }

  /** Characters of the longest salt that a hash takes. */
  public static int longestSalt(String type) {
    return switch (type) {
      case "md5", "md5_crypt" -> 8;
      case "blowfish", "bcrypt" -> 22;
      default -> 16;
    };
  }

  private static int rounds(int asked, int usual) {
    if (asked == 0) {
      return usual;
    }
    if (asked < 1000 || asked > 999_999_999) {
      throw EvaluationException.of("rounds must be from 1000 to 999999999, not " + asked);
    }
    return asked;
  }

  private static void check(String salt, int most, String type) {
    if (salt.length() > most) {
      throw EvaluationException.of(
          "the salt is too large (" + type + " requires at most " + most + " characters)");
    }
    if (!salt.chars().allMatch(c -> SALT.indexOf(c) >= 0)) {
      throw EvaluationException.of(
          "invalid characters in the salt", "use letters, digits, . and /");
    }
  }

  private static String salt(int size, RandomGenerator random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < size; i++) {
      out.append(SALT.charAt(random.nextInt(SALT.length())));
    }
    return out.toString();
  }
}
