package dev.play.modules.crypto.acme;

import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.DistinguishedName;
import dev.play.modules.crypto.x509.DistinguishedName.Attribute;
import dev.play.modules.crypto.x509.Extension;
import dev.play.modules.crypto.x509.Oids;
import dev.play.modules.crypto.x509.Pem;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import dev.play.modules.crypto.x509.Request;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A CA with one intermediate certificate that two roots have signed. */
final class Authority {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int TIME = 0x17;
  private static final Der ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

  private final KeyPair key = keys();
  private final String byOld = intermediate("Old Root");
  private final String byNew = intermediate("New Root");
  private long serial = 0x80;

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DistinguishedName named(String name) {
    return new DistinguishedName(List.of(Attribute.asked("CN", name)));
  }

  private String intermediate(String root) {
    return certificate(
        Der.read(key.getPublic().getEncoded()),
        named(root),
        named("Intermediate"),
        keys(),
        List.of(extension(Oids.BASIC_CONSTRAINTS, Der.sequence(Der.yes()))));
  }

  /** A certificate for what is asked for. */
  synchronized String issue(Request request) {
    List<Der> more = new ArrayList<>();
    Map<String, Extension> asked = request.extensions();
    Extension names = asked.get(Oids.SUBJECT_ALT_NAME);
    if (names != null) {
      more.add(extension(Oids.SUBJECT_ALT_NAME, names.value()));
    }
    byte[] id = PublicKeyInfo.of(Der.read(key.getPublic().getEncoded())).identifier();
    more.add(extension(Oids.AUTHORITY_KEY_IDENTIFIER, Der.sequence(Der.of(0x80, id))));
    return certificate(
        request.publicKey().der(), named("Intermediate"), request.subject(), key, more);
  }

  /** What it is signed by: the default, or the other. */
  String chain(boolean alternate) {
    return alternate ? byNew : byOld;
  }

  private String certificate(
      Der publicKey,
      DistinguishedName issuer,
      DistinguishedName subject,
      KeyPair signer,
      List<Der> more) {
    List<Der> extensions = new ArrayList<>(more);
    extensions.add(
        extension(
            Oids.SUBJECT_KEY_IDENTIFIER,
            Der.of(Der.OCTETS, PublicKeyInfo.of(publicKey).identifier())));
    Instant now = Instant.now();
    Der body =
        Der.sequence(
            Der.of(0xa0, List.of(Der.integer(BigInteger.TWO))),
            Der.integer(BigInteger.valueOf(++serial)),
            ALGORITHM,
            issuer.der(),
            Der.sequence(
                Der.text(TIME, UTC_TIME.format(now.minus(Duration.ofHours(1)))),
                Der.text(TIME, UTC_TIME.format(now.plus(Duration.ofHours(90 * 24 + 12))))),
            subject.der(),
            publicKey,
            Der.of(0xa3, List.of(Der.of(Der.SEQUENCE, extensions))));
    return Pem.of("CERTIFICATE", Der.sequence(body, ALGORITHM, bits(sign(signer, body))));
  }

  private static byte[] sign(KeyPair signer, Der body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer.getPrivate());
      signature.update(body.encoded());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Der bits(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(bytes);
    return Der.of(Der.BITS, out.toByteArray());
  }

  private static Der extension(String oid, Der value) {
    return Der.sequence(Der.oid(oid), Der.of(Der.OCTETS, value.encoded()));
  }
}
