package dev.play.modules.crypto;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.openssl.KeyArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.openssl.RequestArguments;
import dev.play.modules.crypto.openssl.RequestMaking;
import dev.play.modules.crypto.x509.Request;
import dev.play.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Requests for certificates that are registered and not written. Options and results as in {@code
 * community.crypto.openssl_csr_pipe}.
 */
@ModuleDoc(
    name = "openssl_csr_pipe",
    also = "community.crypto.openssl_csr_pipe",
    summary = "Makes a request for a certificate and registers it.",
    example = "openssl_csr_pipe: {privatekey_path: /etc/ssl/private/ca.key, common_name: My CA}",
    notes = "Made by openssl on the host, in a temporary directory; nothing stays there.")
public final class OpensslCsrPipe implements Module<OpensslCsrPipe.Args> {
  /** The arguments. */
  public record Args(
      @Param("the request as it was; kept when it is as asked") Optional<String> content,
      @Param(
              value = "of no meaning here: the host's openssl does it",
              def = "auto",
              choices = {"auto", "cryptography"})
          String selectCryptoBackend,
      KeyArguments key,
      RequestArguments request) {
    public Args {
      request.check();
      if (!key.key().isGiven()) {
        throw new IllegalArgumentException("privatekey_path or privatekey_content is required");
      }
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    PrivateKey.requireOpenssl(host);
    PrivateKey key = args.key().key();
    key.requireFile(host);
    key.publicKey(host);
    RequestMaking making = new RequestMaking(args.request(), key);
    TaskResult result = making.told();
    if (args.content().isPresent()
        && making.differences(Request.parse(args.content().get()), host).isEmpty()) {
      return Plan.same(result.with("csr", args.content().get()));
    }
    return MadeFile.pipe(
        making.recipe(),
        "make a certificate request",
        told ->
            result.with(
                "csr",
                told.containsKey("content")
                    ? MadeFile.text(told, "content")
                    : new Value.Unknown("until it is made")));
  }
}
