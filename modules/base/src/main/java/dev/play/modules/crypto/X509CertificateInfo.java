package dev.play.modules.crypto;

import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.openssl.PublicText;
import dev.play.modules.crypto.openssl.ValidityTime;
import dev.play.modules.crypto.x509.Certificate;
import dev.play.modules.crypto.x509.SignedFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate says. Options and results as in {@code
 * community.crypto.x509_certificate_info}.
 */
@ModuleDoc(
    name = "x509_certificate_info",
    also = {
      "community.crypto.x509_certificate_info",
      "openssl_certificate_info",
      "community.crypto.openssl_certificate_info"
    },
    summary = "Tells what a certificate says.",
    example =
        """
        - x509_certificate_info:
            path: /etc/ssl/example.org.crt
            valid_at: {in_a_month: +30d}
          register: certificate
        """,
    mutuallyExclusive = "path,content",
    requiredOneOf = "path,content",
    notes = "Read by play itself; no openssl is needed.")
public final class X509CertificateInfo implements Module<X509CertificateInfo.Args> {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Probe.Query NOW = Probe.Query.of(Set.of(Resource.CLOCK), "date", "+%s");

  /** The arguments. */
  public record Args(
      @Param("the certificate on the host") Optional<HostPath> path,
      @Param("the certificate itself") Optional<String> content,
      @Param("times by name, to tell whether it holds then: +SPAN, -SPAN or YYYYMMDDHHMMSSZ")
          Optional<Map<String, String>> validAt,
      @Param(
              value = "how names in other scripts than ASCII are told",
              def = "ignore",
              choices = "ignore")
          String nameEncoding,
      @Param(
              value = "of no meaning here",
              def = "auto",
              choices = {"auto", "cryptography"})
          String selectCryptoBackend) {
    public Args {
      validAt.orElse(Map.of()).values().forEach(ValidityTime::parse);
    }

    PublicText text() {
      return new PublicText(path, content, "certificate");
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Footprint footprint(Args args) {
    return Footprint.NONE;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    args.text().requireFile(host);
    Certificate certificate =
        Certificate.parse(args.text().text(host))
            .orElseThrow(() -> new ModuleFailure("there is no certificate that could be read"));
    TaskResult result = SignedFacts.told(certificate);
    String clock = host.known(NOW).out().strip();
    if (!clock.matches("[0-9]{1,12}")) {
      throw new ModuleFailure("the host does not tell its time: " + clock);
    }
    long now = Long.parseLong(clock);
    Map<String, Object> holds = new LinkedHashMap<>();
    args.validAt()
        .orElse(Map.of())
        .forEach(
            (name, text) -> holds.put(name, holds(certificate, ValidityTime.parse(text), now)));
    return Plan.same(
        result
            .with("expired", at(now).compareTo(certificate.notAfter()) > 0)
            .with("valid_at", holds));
  }

  private static boolean holds(Certificate certificate, ValidityTime time, long now) {
    String at = time.absolute().orElse(at(now + time.seconds()));
    return at.compareTo(certificate.notBefore()) >= 0 && at.compareTo(certificate.notAfter()) <= 0;
  }

  private static String at(long seconds) {
    return FORM.format(Instant.ofEpochSecond(seconds));
  }
}
