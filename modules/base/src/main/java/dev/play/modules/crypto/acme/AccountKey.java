package dev.play.modules.crypto.acme;

import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The key of an account. It is read and used by the host's openssl only.
 *
 * @param algorithm that it signs with (RFC 7518, 3.1)
 * @param jwk its public part (RFC 7517), names in order
 */
public record AccountKey(PrivateKey key, String algorithm, Map<String, String> jwk) {
  /** Curve, its name in a JWK, what it signs with. */
  private static final Map<String, List<String>> CURVES =
      Map.of(
          "secp256r1", List.of("P-256", "ES256"),
          "secp384r1", List.of("P-384", "ES384"),
          "secp521r1", List.of("P-521", "ES512"));

  /**
   * Reads the public part of one.
   *
   * @throws ModuleFailure where it is not there, cannot be read or is of a kind that ACME has not
   */
  public static AccountKey of(PrivateKey key, HostView host) {
    PrivateKey.requireOpenssl(host);
    key.requireFile(host);
    PublicKeyInfo told =
        switch (key.publicKey(host)) {
          case Observed.Known<PublicKeyInfo>(PublicKeyInfo found) -> found;
          case Observed.Unknown<PublicKeyInfo>(String because) ->
              throw new HostView.UnknownHere(because);
        };
    Map<String, String> jwk = new TreeMap<>();
    byte[] bits = told.der().part(1).bitBytes();
    if (told.type().equals("RSA")) {
      Der numbers = Der.read(bits);
      jwk.putAll(
          Map.of(
              "kty", "RSA",
              "n", base64(unsigned(numbers.part(0).integer())),
              "e", base64(unsigned(numbers.part(1).integer()))));
      return new AccountKey(key, "RS256", jwk);
    }
    List<String> curve = CURVES.getOrDefault(told.curve().orElse(""), List.of());
    if (curve.isEmpty() || bits[0] != 4) {
      throw new ModuleFailure(
          "the account key "
              + key.name()
              + " is neither of type RSA nor on one of the curves secp256r1, secp384r1 and"
              + " secp521r1");
    }
    int half = (bits.length - 1) / 2;
    jwk.putAll(
        Map.of(
            "kty", "EC",
            "crv", curve.getFirst(),
            "x", base64(Arrays.copyOfRange(bits, 1, 1 + half)),
            "y", base64(Arrays.copyOfRange(bits, 1 + half, bits.length))));
    return new AccountKey(key, curve.getLast(), jwk);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** RFC 4648, section 5, without padding. */
  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What its signatures and challenges know it by (RFC 7638). */
  public String thumbprint() {
    StringBuilder out = new StringBuilder("{");
    jwk.forEach(
        (name, value) ->
            out.append(out.length() > 1 ? "," : "").append('"' + name + "\":\"" + value + '"'));
    return base64(sha256(out.append('}').toString()));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** As the conversation takes it. */
  public Map<String, Object> spoken() {
    Map<String, Object> out = new TreeMap<>(Map.of("alg", algorithm, "jwk", jwk));
    key.path().map(HostPath::operand).ifPresent(path -> out.put("file", path));
    key.content().map(Secret::reveal).ifPresent(text -> out.put("content", text));
    key.passphrase().map(Secret::reveal).ifPresent(text -> out.put("passphrase", text));
    return out;
  }
}
