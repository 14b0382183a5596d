package dev.play.template.filter.crypt;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Filters that hash and encode. */
public final class HashFilters {
  /** The namespace that Ansible derives its UUIDs from. */
  private static final String ANSIBLE_NAMESPACE = "361E6D51-FAEC-444A-9079-341386DA8E2E";

  private HashFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("hash", "hashtype?", (v, a, e) -> text(hash(text(v), a.text("hashtype", "sha1"))))
        .filter("checksum sha1", "", (v, a, e) -> text(hash(text(v), "sha1")))
        .filter("md5", "", (v, a, e) -> text(hash(text(v), "md5")))
        .filter(
            "to_uuid",
            "namespace?",
            (v, a, e) -> text(uuid(text(v), a.text("namespace", ANSIBLE_NAMESPACE))))
        .filter("b64encode", "encoding? urlsafe?", HashFilters::encode)
        .filter("b64decode", "encoding? urlsafe?", HashFilters::decode)
        .filter(
            "password_hash",
            "hashtype? salt? salt_size? rounds? ident?",
            PasswordHash::filter,
            Trait.IMPURE);
  }

  static String hash(String text, String type) {
    String algorithm =
        switch (type.toLowerCase(Locale.ROOT).replace("_", "-")) {
          case "md5" -> "MD5";
          case "sha1" -> "SHA-1";
          case "sha224" -> "SHA-224";
          case "sha256" -> "SHA-256";
          case "sha384" -> "SHA-384";
          case "sha512" -> "SHA-512";
          case "sha3-224", "sha3-256", "sha3-384", "sha3-512" ->
              type.toUpperCase(Locale.ROOT).replace("_", "-");
          default ->
              throw EvaluationException.of(
                  "unsupported hash type " + type,
                  "md5, sha1, sha224, sha256, sha384, sha512, sha3_256");
        };
    return HexFormat.of()
        .formatHex(digest(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A digest of the JDK's. */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no " + algorithm, e);
    }
  }

  /** Version 5 of RFC 4122. */
  private static String uuid(String name, String namespace) {
    UUID space;
    try {
      space = UUID.fromString(namespace);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.of(
          "Invalid value '"
              + namespace
              + "' for 'namespace': badly formed hexadecimal UUID string");
    }
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & 0xffffffffffff0fffL | 0x5000L;
    long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static Charset charset(Arguments a) {
    String name = a.text("encoding", "utf-8");
    try {
      return Charset.forName(Charsets.java(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw EvaluationException.of("unknown encoding: " + name);
    }
  }

  private static Value encode(Value v, Arguments a, Evaluation e) {
    Base64.Encoder encoder =
        a.flag("urlsafe", false) ? Base64.getUrlEncoder() : Base64.getEncoder();
    return text(encoder.encodeToString(text(v).getBytes(charset(a))));
  }

  private static Value decode(Value v, Arguments a, Evaluation e) {
    String clean = text(v).replaceAll("\\s", "");
    Base64.Decoder decoder =
        a.flag("urlsafe", false) ? Base64.getUrlDecoder() : Base64.getDecoder();
    try {
      return text(new String(decoder.decode(clean), charset(a)));
    } catch (IllegalArgumentException wrong) {
      throw EvaluationException.of("this is no base64: " + wrong.getMessage());
    }
  }
}
