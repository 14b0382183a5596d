package dev.play.modules.crypto.x509;

import dev.play.module.ModuleFailure;
import dev.play.module.TextFilters;
import dev.play.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The filters of {@code community.crypto} that tell what certificates, requests and keys say. */
public final class CertificateFilters implements TextFilters {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> NAMES =
      List.of("x509_certificate_info", "openssl_csr_info", "openssl_publickey_info");

  @Override
  public boolean has(String name) {
    return NAMES.contains(name);
  }

  @Override
  public Value read(String name, String text, Instant now) {
    return switch (name) {
      case "x509_certificate_info" -> certificate(text, FORM.format(now));
      case "openssl_csr_info" -> request(text);
      case "openssl_publickey_info" -> key(text);
      default -> throw new IllegalArgumentException("no filter of these: " + name);
    };
  }

  private static Value certificate(String text, String now) {
    Certificate certificate =
        Certificate.parse(text)
            .orElseThrow(() -> new ModuleFailure("there is no certificate that could be read"));
    return SignedFacts.told(certificate)
        .with("expired", now.compareTo(certificate.notAfter()) > 0)
        .values();
  }

  private static Value request(String text) {
    Request request =
        Request.parse(text)
            .orElseThrow(() -> new ModuleFailure("there is no request that could be read"));
    return new SignedFacts(request)
        .told()
        .with("signature_valid", request.isSignedBy(request.publicKey()).orElse(true))
        .values();
  }

  private static Value key(String text) {
    try {
      PublicKeyInfo key =
          Pem.first(text, "PUBLIC KEY")
              .map(PublicKeyInfo::of)
              .orElseThrow(() -> new ModuleFailure("there is no public key"));
      return Value.dictOf(
          "type", key.type(), "public_data", key.numbers(), "fingerprints", key.fingerprints());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ModuleFailure("the public key cannot be read: " + e.getMessage());
    }
  }
}
