package dev.play.modules.system.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
 *
 * @param marker {@code @revoked}, {@code @cert-authority} or empty
 * @param hosts patterns as written, or a hashed name
 */
public record KnownHostLine(String marker, String hosts, String type, String key) {
  private static final String HASHED = "|1|";

  /** Reads a line; empty when it tells of no key. */
  public static Optional<KnownHostLine> read(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    boolean marked = words.getFirst().startsWith("@");
    int at = marked ? 1 : 0;
    if (words.size() < at + 3 || words.getFirst().startsWith("#")) {
      return Optional.empty();
    }
    return Optional.of(
        new KnownHostLine(
            marked ? words.getFirst() : "", words.get(at), words.get(at + 1), words.get(at + 2)));
  }

  public boolean isHashed() {
    return hosts.startsWith(HASHED);
  }

  /** Whether a host of this name is meant, as {@code ssh-keygen -F} decides. */
  public boolean isOf(String name) {
    if (isHashed()) {
      String[] parts = hosts.substring(HASHED.length()).split("\\|", 2);
      return parts.length == 2 && isSameHash(parts[0], parts[1], name);
    }
    boolean any = false;
    for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
      boolean negated = pattern.startsWith("!");
      if (glob(negated ? pattern.substring(1) : pattern)
          .matcher(name.toLowerCase(Locale.ROOT))
          .matches()) {
        if (negated) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean isSameHash(String salt, String hash, String name) {
    try {
      byte[] wanted = Base64.getDecoder().decode(hash);
      return Arrays.equals(wanted, hmac(Base64.getDecoder().decode(salt), name));
    } catch (IllegalArgumentException e) {
      // Not base64: a damaged line is nobody's.
      return false;
    }
  }

  /**
   * A name as ssh-keygen -H writes it.
   *
   * @param salt 20 bytes
   */
  public static String hashed(String name, byte[] salt) {
    Base64.Encoder base64 = Base64.getEncoder();
    return HASHED + base64.encodeToString(salt) + "|" + base64.encodeToString(hmac(salt, name));
  }

  private static byte[] hmac(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt.length == 0 ? new byte[1] : salt, "HmacSHA1"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  private static Pattern glob(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> out.append(".*");
        case '?' -> out.append('.');
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(out.toString());
  }
}
