package dev.play.modules.crypto;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.crypto.openssl.PublicText;
import dev.play.modules.crypto.x509.Request;
import dev.play.modules.crypto.x509.SignedFacts;
import java.util.Optional;
import java.util.Set;

/**
 * What a request for a certificate says. Options and results as in {@code
 * community.crypto.openssl_csr_info}.
 */
@ModuleDoc(
    name = "openssl_csr_info",
    also = "community.crypto.openssl_csr_info",
    summary = "Tells what a request for a certificate says.",
    example = "openssl_csr_info: {path: /etc/ssl/example.org.csr}",
    mutuallyExclusive = "path,content",
    requiredOneOf = "path,content",
    notes = "Read by play itself; no openssl is needed.")
public final class OpensslCsrInfo implements Module<OpensslCsrInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param("the request on the host") Optional<HostPath> path,
      @Param("the request itself") Optional<String> content,
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
    PublicText text() {
      return new PublicText(path, content, "certificate signing request");
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
    Request request =
        Request.parse(args.text().text(host))
            .orElseThrow(() -> new ModuleFailure("there is no request that could be read"));
    return Plan.same(
        new SignedFacts(request)
            .told()
            .with("signature_valid", request.isSignedBy(request.publicKey()).orElse(true)));
  }
}
