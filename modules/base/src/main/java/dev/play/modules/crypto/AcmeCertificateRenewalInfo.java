package dev.play.modules.crypto;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.modules.crypto.acme.Held;
import dev.play.modules.crypto.acme.RenewalWindow;
import dev.play.modules.crypto.acme.ServerArguments;
import dev.play.modules.crypto.openssl.ValidityTime;
import dev.play.modules.crypto.x509.Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether it is time to renew a certificate. Options and results as in {@code
 * community.crypto.acme_certificate_renewal_info}.
 */
@ModuleDoc(
    name = "acme_certificate_renewal_info",
    also = "community.crypto.acme_certificate_renewal_info",
    summary = "Tells whether a certificate is to be renewed.",
    example =
        """
        - acme_certificate_renewal_info:
            acme_directory: https://acme-v02.api.letsencrypt.org/directory
            certificate_path: /etc/ssl/certs/example.org.pem
            remaining_days: 20
          register: renewal
        - debug:
            msg: "{{ renewal.msg }}"
          when: renewal.should_renew
        """,
    mutuallyExclusive = "certificate_path,certificate_content",
    notes = {
      "The CA is asked by the host's curl or perl, and only for a certificate that is still valid.",
      "The time drawn from the CA's span is always the same for a certificate, not another each"
          + " time: so a check tells what a run finds."
    })
public final class AcmeCertificateRenewalInfo implements Module<AcmeCertificateRenewalInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param("the certificate, on the host") Optional<HostPath> certificatePath,
      @Param("the certificate itself") Optional<String> certificateContent,
      @Param(value = "ask the CA when it would have it renewed, where it tells that", def = "true")
          boolean useAri,
      @Param(
              value = "of the span that the CA tells: at a time drawn from it, or at its start",
              def = "standard")
          AriAlgorithm ariAlgorithm,
      @Param("renew it with fewer days left than this") Optional<Integer> remainingDays,
      @Param("renew it with less of its life left than this, from 0 to 1")
          Optional<Double> remainingPercentage,
      @Param("the time to go by, as +1w2d or YYYYMMDDHHMMSSZ; the host's when not given")
          Optional<String> now,
      @Param(value = "what holds no certificate counts as none; otherwise it fails", def = "false")
          boolean treatParsingErrorAsNonExisting,
      ServerArguments server) {
    public Args {
      if (remainingPercentage.filter(p -> !(p >= 0 && p <= 1)).isPresent()) {
        throw new IllegalArgumentException("remaining_percentage is a number from 0 to 1");
      }
      try {
        now.map(ValidityTime::parse).flatMap(ValidityTime::absolute).ifPresent(Held::seconds);
      } catch (ModuleFailure none) {
        throw new IllegalArgumentException("now: " + none.getMessage());
      }
    }

    private long now(HostView host) {
      Optional<ValidityTime> time = now.map(ValidityTime::parse);
      Optional<String> absolute = time.flatMap(ValidityTime::absolute);
      return absolute
          .map(Held::seconds)
          .orElseGet(() -> Held.clock(host) + time.map(ValidityTime::seconds).orElse(0L));
    }
  }

  /** When in the span that a CA tells. */
  public enum AriAlgorithm {
    STANDARD,
    START
  }

  /** What is found, and whether and why it is to be renewed. */
  private record Verdict(boolean renew, String why) {
    private Plan with(TaskResult found) {
      return Plan.same(found.with("should_renew", renew).with("msg", why));
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TaskResult none = TaskResult.of("exists", false, "parsable", false, "supports_ari", false);
    Optional<String> text =
        args.certificateContent()
            .filter(t -> !t.isEmpty())
            .or(() -> args.certificatePath().flatMap(path -> content(path, host)));
    if (text.isEmpty()) {
      String path = args.certificatePath().map(p -> p + " is not there").orElse("none is named");
      return new Verdict(true, "There is no certificate: " + path).with(none);
    }
    TaskResult there = none.with("exists", true);
    Optional<Certificate> parsed = Certificate.parse(text.get());
    if (parsed.isEmpty()) {
      String what = args.certificatePath().map(HostPath::text).orElse("certificate_content");
      if (!args.treatParsingErrorAsNonExisting()) {
        throw new ModuleFailure(what + " holds no certificate to be read");
      }
      return new Verdict(true, what + " holds no certificate to be read").with(there);
    }
    Held held = new Held(parsed, args.now(host));
    TaskResult found = there.with("parsable", true);
    Optional<String> identifier = held.identifier();
    if (identifier.isPresent()) {
      found = found.with("cert_id", identifier.get());
    }
    if (held.now() >= Held.seconds(parsed.get().notAfter())) {
      return new Verdict(true, "It has expired").with(found);
    }
    Optional<RenewalWindow> window =
        identifier.filter(id -> args.useAri()).flatMap(id -> asked(args, id, host));
    return window
        .flatMap(w -> byAuthority(args, w, identifier.orElseThrow(), held.now()))
        .or(() -> byLife(args, held, parsed.get()))
        .orElse(new Verdict(false, "It is valid, and nothing asks for another yet"))
        .with(found.with("supports_ari", window.isPresent()));
  }

  private static Optional<String> content(HostPath path, HostView host) {
    if (host.known(new Probe.FileAt(path, true)).isDirectory()) {
      throw new ModuleFailure(path + " is a directory");
    }
    return host.known(Probe.ContentOf.of(path)).map(Blob::text);
  }

  private static Optional<RenewalWindow> asked(Args args, String identifier, HostView host) {
    Map<String, String> words = Map.of("certificate", identifier);
    Answer answer = Conversation.of(host, args.server()).ask(host, "renewal", words);
    return answer.renewal().map(RenewalWindow::of);
  }

  private static Optional<Verdict> byAuthority(
      Args args, RenewalWindow window, String identifier, long now) {
    String why = window.explained().map(page -> "; why: " + page).orElse("");
    if (now > window.end()) {
      return Optional.of(new Verdict(true, "The CA's span to renew it is over" + why));
    }
    boolean atStart = args.ariAlgorithm() == AriAlgorithm.START;
    long time = atStart ? window.start() : window.drawn(identifier);
    return now <= time
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                true,
                "Of the CA's span to renew it "
                    + (atStart ? "the start" : "the time drawn")
                    + " was at "
                    + Instant.ofEpochSecond(time)
                    + why));
  }

  private static Optional<Verdict> byLife(Args args, Held held, Certificate certificate) {
    if (args.remainingDays().filter(days -> held.days() < days).isPresent()) {
      return Optional.of(new Verdict(true, "It expires in " + held.days() + " days"));
    }
    long end = Held.seconds(certificate.notAfter());
    double life = end - Held.seconds(certificate.notBefore());
    return args.remainingPercentage()
        .filter(part -> end - part * life < held.now())
        .map(part -> new Verdict(true, "Less than " + part * 100 + "% of its life is left"));
  }
}
