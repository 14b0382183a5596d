package dev.play.modules.crypto.acme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A message in JWS's flattened form (RFC 7515), read as strictly as RFC 8555, 6.2 asks. */
record SignedMessage(JsonNode head, String payload, String signed, byte[] signature) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "RS256", "SHA256withRSA",
          "ES256", "SHA256withECDSAinP1363Format",
          "ES384", "SHA384withECDSAinP1363Format",
          "ES512", "SHA512withECDSAinP1363Format");
  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  static SignedMessage read(String text) {
    try {
      return read(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "malformed", "not JSON");
    }
  }

  static SignedMessage read(JsonNode whole) {
    if (whole.size() != 3 || !whole.has("signature")) {
      throw new Refusal(400, "malformed", "not protected, payload and signature alone");
    }
    String head = whole.path("protected").asText();
    String payload = whole.path("payload").asText();
    return new SignedMessage(
        json(text(head)),
        text(payload),
        head + "." + payload,
        bytes(whole.path("signature").asText()));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "malformed", "not JSON: " + text);
    }
  }

  private static byte[] bytes(String base64) {
    if (base64.contains("=")) {
      throw new Refusal(400, "malformed", "padded base64");
    }
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "malformed", "not base64 for addresses");
    }
  }

  private static String text(String base64) {
    return new String(bytes(base64), StandardCharsets.UTF_8);
  }

  String word(String name) {
    return head.path(name).asText();
  }

  /** What it says, as JSON. */
  JsonNode said() {
    return json(payload);
  }

  /** Refuses what this key has not signed. */
  void requireSignedBy(JsonNode jwk) {
    String algorithm = SIGNATURES.getOrDefault(word("alg"), "");
    boolean good;
    try {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(key(jwk));
      check.update(signed.getBytes(StandardCharsets.US_ASCII));
      good = check.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new Refusal(400, "badSignatureAlgorithm", word("alg") + " with " + jwk);
    }
    if (!good) {
      throw new Refusal(400, "malformed", "the signature is wrong");
    }
  }

  /** Refuses what this secret has not bound. */
  void requireBoundBy(byte[] secret) {
    String algorithm = "Hmac" + word("alg").replace("HS", "SHA");
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      if (!java.security.MessageDigest.isEqual(
          mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)), signature)) {
        throw new Refusal(403, "unauthorized", "the binding is not that secret's");
      }
    } catch (GeneralSecurityException e) {
      throw new Refusal(400, "badSignatureAlgorithm", algorithm);
    }
  }

  private static BigInteger number(JsonNode jwk, String name) {
    return new BigInteger(1, bytes(jwk.path(name).asText()));
  }

  private static PublicKey key(JsonNode jwk) throws GeneralSecurityException {
    if (jwk.path("kty").asText().equals("RSA")) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec(CURVES.getOrDefault(jwk.path("crv").asText(), "")));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(jwk, "x"), number(jwk, "y")),
                curve.getParameterSpec(ECParameterSpec.class)));
  }

  /** What a server says no with (RFC 8555, 6.7). */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;
    final String type;

    Refusal(int status, String type, String detail) {
      super(detail, null, false, false);
      this.status = status;
      this.type = type;
    }
  }
}
