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
import dev.play.modules.crypto.acme.AccountKey;
import dev.play.modules.crypto.acme.AcmeArguments;
import dev.play.modules.crypto.acme.AcmeOrder;
import dev.play.modules.crypto.acme.ChainChoice;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.modules.crypto.acme.Held;
import dev.play.modules.crypto.acme.ServerArguments;
import dev.play.modules.crypto.x509.Request;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Certificates from a CA that speaks ACME, in two steps: the first makes an order and tells what is
 * to be put where, the second has the CA look at it and fetches the certificate. Options and
 * results as in {@code community.crypto.acme_certificate}.
 */
@ModuleDoc(
    name = "acme_certificate",
    also = {"community.crypto.acme_certificate", "letsencrypt"},
    summary = "Gets a certificate from a CA that speaks ACME, as Let's Encrypt.",
    example =
        """
        - acme_certificate: &certificate
            acme_directory: https://acme-v02.api.letsencrypt.org/directory
            account_key_src: /etc/ssl/private/account.key
            terms_agreed: true
            csr: /etc/ssl/example.org.csr
            fullchain_dest: /etc/ssl/example.org.pem
            remaining_days: 30
          register: order
        - copy:
            dest: "/srv/www/{{ order.challenge_data['example.org']['http-01'].resource }}"
            content: "{{ order.challenge_data['example.org']['http-01'].resource_value }}"
          when: order is changed and 'example.org' in order.challenge_data
        - acme_certificate:
            <<: *certificate
            data: "{{ order }}"
        """,
    requiredOneOf = {"dest,fullchain_dest", "csr,csr_content"},
    mutuallyExclusive = "csr,csr_content",
    notes = {
      "The host asks, by its curl or perl, and signs by its openssl; the account's key never leaves"
          + " it.",
      "A certificate with enough days left is left alone without asking the CA."
    })
public final class AcmeCertificate implements Module<AcmeCertificate.Args> {
  private static final String NO_CHALLENGE = "no challenge";

  /** The arguments. */
  public record Args(
      AcmeArguments acme,
      @Param("an address that the CA may write to") Optional<String> accountEmail,
      @Param("of no meaning with version 2 of the protocol") Optional<String> agreement,
      @Param(value = "whether you agree to the CA's terms", def = "false") boolean termsAgreed,
      @Param(value = "make the account, and keep its contact as given", def = "true")
          boolean modifyAccount,
      @Param(
              value = "how the CA is shown that names are yours",
              def = "http-01",
              choices = {"http-01", "dns-01", "tls-alpn-01", NO_CHALLENGE})
          String challenge,
      @Param(value = "the request for the certificate, on the host", aliases = "src")
          Optional<HostPath> csr,
      @Param("the request itself") Optional<String> csrContent,
      @Param("what the first step registered: then this is the second")
          Optional<Map<String, Value>> data,
      @Param(value = "where the certificate goes", aliases = "cert") Optional<HostPath> dest,
      @Param(value = "where it goes with those that it is signed by", aliases = "fullchain")
          Optional<HostPath> fullchainDest,
      @Param(value = "where those that it is signed by go", aliases = "chain")
          Optional<HostPath> chainDest,
      @Param(value = "days that a certificate must have left to be left alone", def = "10")
          int remainingDays,
      @Param(value = "afterwards have the CA forget what was shown", def = "false")
          boolean deactivateAuthzs,
      @Param(value = "get another in any case", def = "false") boolean force,
      @Param(value = "register every chain that the CA offers", def = "false")
          boolean retrieveAllAlternates,
      @Param(
              "which chain, by the first that fits: test_certificates (first, last, all), issuer,"
                  + " subject, subject_key_identifier, authority_key_identifier")
          Optional<List<Value.Dict>> selectChain,
      @Param(
              value = "tell the CA which certificate is renewed",
              def = "never",
              choices = {"never", "when_ari_supported", "always"})
          String includeRenewalCertId,
      @Param("kind of certificate, as the CA names it") Optional<String> profile,
      @Param(
              value = "what to do where the CA refuses an order",
              def = "auto",
              choices = {"auto", "always", "fail", "retry_without_replaces_cert_id"})
          String orderCreationErrorStrategy,
      @Param(value = "how often at most to try an order again", def = "3")
          int orderCreationMaxRetries) {
    public Args {
      if (orderCreationMaxRetries < 0) {
        throw new IllegalArgumentException("order_creation_max_retries is no less than 0");
      }
      if (accountEmail.filter(e -> e.chars().anyMatch(c -> c <= ' ')).isPresent()) {
        throw new IllegalArgumentException("account_email is an address without blanks");
      }
      selectChain.orElse(List.of()).forEach(ChainChoice::of);
      orderUri(data).ifPresent(uri -> ServerArguments.requireAddress("order_uri of data", uri));
    }

    private static Optional<String> orderUri(Optional<Map<String, Value>> data) {
      return data.map(d -> d.getOrDefault("order_uri", Value.NONE))
          .flatMap(v -> v instanceof Value.Text(String uri) ? Optional.of(uri) : Optional.empty());
    }

    /** How the CA is shown that names are yours, if at all. */
    private Optional<String> kind() {
      return Optional.of(challenge).filter(c -> !c.equals(NO_CHALLENGE));
    }

    private AcmeOrder.Files files() {
      return new AcmeOrder.Files(dest, fullchainDest, chainDest);
    }

    /** What is said to the CA. */
    private Map<String, Object> words() {
      Map<String, Object> words = new TreeMap<>();
      words.put("contact", accountEmail.map(e -> List.of("mailto:" + e)).orElse(List.of()));
      words.put("terms_agreed", termsAgreed);
      words.put("create", modifyAccount);
      words.put("modify", modifyAccount);
      words.put("deactivate", deactivateAuthzs);
      words.put("alternates", retrieveAllAlternates);
      words.put("select", selectChain.orElse(List.of()).stream().map(ChainChoice::of).toList());
      kind().ifPresent(kind -> words.put("challenge", kind));
      words.put("ari", includeRenewalCertId);
      profile.ifPresent(p -> words.put("profile", p));
      words.put("strategy", orderCreationErrorStrategy);
      words.put("retries", orderCreationMaxRetries);
      return words;
    }

    private Request request(HostView host) {
      String text =
          csrContent.orElseGet(
              () ->
                  host.known(Probe.ContentOf.of(csr.orElseThrow()))
                      .map(Blob::text)
                      .orElseThrow(() -> new ModuleFailure("CSR " + csr.get() + " not found")));
      return Request.parse(text)
          .orElseThrow(() -> new ModuleFailure("there is no request that could be read"));
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(args.files().resources());
    out.add(args.acme().server().topic());
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Held held = Held.of(args.files().main(), host);
    if (!args.force() && held.days() >= args.remainingDays()) {
      return Plan.same(TaskResult.of("cert_days", held.days()));
    }
    AccountKey key = args.acme().accountKey(host);
    Conversation talk = Conversation.of(host, args.acme(), key);
    AcmeOrder order = new AcmeOrder(talk, key, args.words(), args.files(), args.kind(), held);
    Request request = args.request(host);
    return Args.orderUri(args.data())
        .map(uri -> order.finish(uri, request, host))
        .orElseGet(() -> order.start(request));
  }
}
