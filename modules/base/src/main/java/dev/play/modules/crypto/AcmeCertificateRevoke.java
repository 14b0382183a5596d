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
import dev.play.modules.crypto.acme.AcmeArguments;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Conversation;
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
      @Param(value = "the account's key on the host, RSA or ECC", aliases = "account_key")
          Optional<HostPath> accountKeySrc,
      @Param("the account's key itself") Optional<Secret> accountKeyContent,
      @Param("what the account's key is protected with") Optional<Secret> accountKeyPassphrase,
      @Param("address of the account, where it is known") Optional<String> accountUri,
      @Param("the certificate's own key on the host, in the place of the account's")
          Optional<HostPath> privateKeySrc,
      @Param("the certificate's own key itself") Optional<Secret> privateKeyContent,
      @Param("what the certificate's key is protected with") Optional<Secret> privateKeyPassphrase,
      @Param("why, by the numbers of RFC 5280, 5.3.1") Optional<Integer> revokeReason,
      @Param(value = "version of the protocol", def = "2", choices = "2") int acmeVersion,
      @Param(
              value = "address of the server's directory",
              example = "https://acme-v02.api.letsencrypt.org/directory")
          String acmeDirectory,
      @Param(value = "whether the server has to prove who it is", def = "true")
          boolean validateCerts,
      @Param(
              value = "of no meaning here: the host's openssl does it",
              def = "auto",
              choices = {"auto", "cryptography", "openssl"})
          String selectCryptoBackend,
      @Param(value = "seconds that an answer may take", def = "10") int requestTimeout) {
    public Args {
      long keys =
          Stream.of(accountKeySrc, accountKeyContent, privateKeySrc, privateKeyContent)
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
      AcmeArguments.requireServer(acmeDirectory, accountUri, requestTimeout);
      Stream.of(accountKeyPassphrase, privateKeyPassphrase).forEach(PrivateKey::requireLine);
    }

    private boolean isByCertificate() {
      return privateKeySrc.isPresent() || privateKeyContent.isPresent();
    }

    /** The server, and whichever key signs. */
    private AcmeArguments server() {
      return new AcmeArguments(
          accountKeySrc.or(() -> privateKeySrc),
          accountKeyContent.or(() -> privateKeyContent),
          isByCertificate() ? privateKeyPassphrase : accountKeyPassphrase,
          isByCertificate() ? Optional.empty() : accountUri,
          acmeVersion,
          acmeDirectory,
          validateCerts,
          selectCryptoBackend,
          requestTimeout);
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Conversation.topic(args.server()));
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
    AcmeArguments server = args.server();
    Conversation talk = Conversation.of(host, server, server.accountKey(host));
    return new Plan.Perhaps(
        List.of(talk.effect("revoke", words, "revoke " + args.certificate(), Set.of())),
        outcomes -> TaskResult.EMPTY.changed(Answer.of(outcomes.getFirst().output()).changed()),
        "until the CA is asked to revoke it");
  }
}
