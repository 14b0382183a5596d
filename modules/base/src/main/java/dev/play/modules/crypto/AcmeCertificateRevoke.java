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
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.acme.AccountArguments;
import dev.play.modules.crypto.acme.AccountKey;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.modules.crypto.acme.ServerArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.Certificate;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Pem;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Certificates that a CA that speaks ACME takes back. Options as in {@code
 * community.crypto.acme_certificate_revoke}.
 */
@ModuleDoc(
    name = "acme_certificate_revoke",
    also = "community.crypto.acme_certificate_revoke",
    summary = "Has a CA that speaks ACME revoke a certificate.",
    example =
        """
        acme_certificate_revoke:
          acme_directory: https://acme-v02.api.letsencrypt.org/directory
          account_key_src: /etc/ssl/private/account.key
          certificate: /etc/ssl/certs/example.org.pem
        """,
    notes = {
      "The host asks, by its curl or perl, and signs by its openssl; the key never leaves it.",
      "In a check it is unknown: a CA does not tell whether a certificate is revoked."
    })
public final class AcmeCertificateRevoke implements Module<AcmeCertificateRevoke.Args> {
  /** The arguments. */
  public record Args(
      @Param("the certificate on the host") HostPath certificate,
      AccountArguments account,
      @Param("the certificate's own key on the host, in the place of the account's")
          Optional<HostPath> privateKeySrc,
      @Param("the certificate's own key itself") Optional<Secret> privateKeyContent,
      @Param("what the certificate's key is protected with") Optional<Secret> privateKeyPassphrase,
      @Param("why, by the numbers of RFC 5280, 5.3.1") Optional<Integer> revokeReason,
      ServerArguments server) {
    public Args {
      long keys =
          Stream.of(
                  account.accountKeySrc(),
                  account.accountKeyContent(),
                  privateKeySrc,
                  privateKeyContent)
              .filter(Optional::isPresent)
              .count();
      if (keys != 1) {
        throw new IllegalArgumentException(
            "exactly one of account_key_src, account_key_content, private_key_src and"
                + " private_key_content is needed");
      }
      if (revokeReason.filter(r -> r < 0 || r > 10).isPresent()) {
        throw new IllegalArgumentException("revoke_reason is a number from 0 to 10");
      }
      PrivateKey.requireLine(privateKeyPassphrase);
    }

    private boolean isByCertificate() {
      return privateKeySrc.isPresent() || privateKeyContent.isPresent();
    }

    /** Whichever key signs. */
    private PrivateKey key() {
      return isByCertificate()
          ? new PrivateKey(privateKeySrc, privateKeyContent, privateKeyPassphrase)
          : account.key();
    }

    /** Where the account that signs is, if one does. */
    private Optional<String> accountUri() {
      return isByCertificate() ? Optional.empty() : account.accountUri();
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(args.server().topic());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String text =
        host.known(Probe.ContentOf.of(args.certificate()))
            .map(Blob::text)
            .orElseThrow(() -> new ModuleFailure(args.certificate() + " is not there"));
    Der certificate =
        Certificate.parse(text)
            .flatMap(c -> Pem.first(text, "CERTIFICATE"))
            .orElseThrow(() -> new ModuleFailure(args.certificate() + " holds no certificate"));
    Map<String, Object> words = new HashMap<>();
    words.put(
        "certificate",
        Base64.getUrlEncoder().withoutPadding().encodeToString(certificate.encoded()));
    words.put("by_certificate", args.isByCertificate());
    args.revokeReason().ifPresent(r -> words.put("reason", r));
    AccountKey key = AccountKey.of(args.key(), host);
    Conversation talk = Conversation.of(host, args.server()).signing(key, args.accountUri());
    return new Plan.Perhaps(
        List.of(talk.effect("revoke", words, "revoke " + args.certificate(), Set.of())),
        outcomes -> TaskResult.EMPTY.changed(Answer.of(outcomes.getFirst().output()).changed()),
        "until the CA is asked to revoke it");
  }
}
