package dev.play.modules.crypto.x509;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public key (RFC 5280, 4.1.2.7), which says what kind of key its private one is.
 *
 * @param der the whole of it
 * @param type RSA, DSA, ECC, Ed25519, Ed448, X25519, X448, or an object identifier
 * @param size in bits
 * @param curve of ECC, as Ansible calls it
 */
public record PublicKeyInfo(Der der, String type, int size, Optional<String> curve) {
  private static final Map<String, String> KINDS =
      Map.of(
          "1.2.840.113549.1.1.1", "RSA",
          "1.2.840.113549.1.1.10", "RSA",
          "1.2.840.10040.4.1", "DSA",
          "1.2.840.10045.2.1", "ECC",
          "1.3.101.110", "X25519",
          "1.3.101.111", "X448",
          "1.3.101.112", "Ed25519",
          "1.3.101.113", "Ed448");

  /** Names that Ansible and JDK use for fingerprints. */
  private static final List<String> DIGESTS =
      List.of(
          "MD5",
          "SHA-1",
          "SHA-224",
          "SHA-256",
          "SHA-384",
          "SHA-512",
          "SHA3-224",
          "SHA3-256",
          "SHA3-384",
          "SHA3-512");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKeyInfo of(Der der) {
    Der algorithm = der.part(0);
    String oid = algorithm.part(0).oid();
    String type = KINDS.getOrDefault(oid, oid);
    return switch (type) {
      case "RSA" ->
          new PublicKeyInfo(der, type, numbers(der).getFirst().bitLength(), Optional.empty());
      case "DSA" ->
          new PublicKeyInfo(
              der, type, algorithm.part(1).part(0).integer().bitLength(), Optional.empty());
      case "ECC" -> {
        Der parameters = algorithm.part(1);
        Optional<Curve> curve =
            parameters.tag() == Der.OID ? Curve.ofOid(parameters.oid()) : Optional.empty();
        yield new PublicKeyInfo(
            der,
            type,
            curve.map(Curve::bits).orElse(0),
            Optional.of(curve.map(Curve::label).orElse("unknown")));
      }
      default -> new PublicKeyInfo(der, type, edwards(type), Optional.empty());
    };
  }

  private static int edwards(String type) {
    return switch (type) {
      case "X25519" -> 253;
      case "Ed25519" -> 256;
      case "X448" -> 448;
      case "Ed448" -> 456;
      default -> 0;
    };
  }

  /** What it is made of, by the names that Ansible has for that. */
  Map<String, Object> numbers() {
    return switch (type) {
      case "RSA" ->
          Map.of(
              "size", size, "modulus", numbers(der).getFirst(), "exponent", numbers(der).getLast());
      case "DSA" -> {
        List<Der> parameters = der.part(0).part(1).parts();
        yield Map.of(
            "size",
            size,
            "p",
            parameters.get(0).integer(),
            "q",
            parameters.get(1).integer(),
            "g",
            parameters.get(2).integer(),
            "y",
            Der.read(der.part(1).bitBytes()).integer());
      }
      case "ECC" -> {
        byte[] point = der.part(1).bitBytes();
        int half = (point.length - 1) / 2;
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("curve", curve.orElse("unknown"));
        out.put("exponent_size", size);
        if (point.length > 0 && point[0] == 4) {
          out.put("x", new BigInteger(1, java.util.Arrays.copyOfRange(point, 1, 1 + half)));
          out.put(
              "y", new BigInteger(1, java.util.Arrays.copyOfRange(point, 1 + half, 1 + 2 * half)));
        }
        yield out;
      }
      default -> Map.of();
    };
  }

  private static List<BigInteger> numbers(Der der) {
    return Der.read(der.part(1).bitBytes()).parts().stream().map(Der::integer).toList();
  }

  /** Digests of the whole, by name, with colons, as Ansible registers them. */
  public Map<String, String> fingerprints() {
    return fingerprints(der);
  }

  /** Digests of anything encoded. */
  public static Map<String, String> fingerprints(Der der) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String digest : DIGESTS) {
      String name =
          digest.replaceFirst("^(SHA|MD)-?(\\d*)-?(\\d*)$", "$1$2_$3").replaceFirst("_$", "");
      out.put(
          name.toLowerCase(java.util.Locale.ROOT),
          HexFormat.ofDelimiter(":").formatHex(digest(digest, der.encoded())));
    }
    return out;
  }

  /** The identifier that RFC 5280, 4.2.1.2 (1) gives a key. */
  public byte[] identifier() {
    return digest("SHA-1", der.part(1).bitBytes());
  }

  private static byte[] digest(String algorithm, byte[] of) {
    try {
      return MessageDigest.getInstance(algorithm).digest(of);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /**
   * As OpenSSH writes it (RFC 4253, 5656, 8709).
   *
   * @return empty for kinds that SSH has no name for
   */
  public Optional<String> openssh() {
    byte[] bits = der.part(1).bitBytes();
    return switch (type) {
      case "RSA" -> Optional.of(line("ssh-rsa", numbers(der).reversed()));
      case "DSA" -> {
        List<BigInteger> all =
            new java.util.ArrayList<>(
                der.part(0).part(1).parts().stream().map(Der::integer).toList());
        all.add(Der.read(bits).integer());
        yield Optional.of(line("ssh-dss", all));
      }
      case "Ed25519", "Ed448" ->
          Optional.of(line("ssh-" + type.toLowerCase(java.util.Locale.ROOT), joined(bits)));
      case "ECC" ->
          Optional.ofNullable(
                  Map.of(
                          "secp256r1", "nistp256",
                          "secp384r1", "nistp384",
                          "secp521r1", "nistp521")
                      .get(curve.orElse("")))
              .map(
                  name ->
                      line(
                          "ecdsa-sha2-" + name,
                          joined(name.getBytes(StandardCharsets.US_ASCII), bits)));
      default -> Optional.empty();
    };
  }

  private static String line(String kind, List<BigInteger> numbers) {
    return line(kind, joined(numbers.stream().map(BigInteger::toByteArray).toArray(byte[][]::new)));
  }

  private static String line(String kind, byte[] rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(joined(kind.getBytes(StandardCharsets.US_ASCII)));
    out.writeBytes(rest);
    return kind + " " + Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
