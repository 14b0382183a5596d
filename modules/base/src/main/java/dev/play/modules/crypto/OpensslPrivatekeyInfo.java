package dev.play.modules.crypto;

import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import dev.play.modules.crypto.x509.SignedFacts;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of key a private key is. Options and results as in {@code
 * community.crypto.openssl_privatekey_info}.
 */
@ModuleDoc(
    name = "openssl_privatekey_info",
    also = "community.crypto.openssl_privatekey_info",
    summary = "Tells what kind of key a private key is.",
    example = "openssl_privatekey_info: {path: /etc/ssl/private/example.org.key}",
    mutuallyExclusive = "path,content",
    requiredOneOf = "path,content",
    notes = "The key is read by openssl on the host; only its public part is told.")
public final class OpensslPrivatekeyInfo implements Module<OpensslPrivatekeyInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param("the key on the host") Optional<HostPath> path,
      @Param("the key itself") Optional<Secret> content,
      @Param("what the key is protected with") Optional<Secret> passphrase,
      @Param(value = "tell whether the parts of the key fit each other", def = "false")
          boolean checkConsistency,
      @Param(value = "not supported: the private part stays where it is", def = "false")
          boolean returnPrivateKeyData,
      @Param(
              value = "of no meaning here: the host's openssl does it",
              def = "auto",
              choices = {"auto", "cryptography"})
          String selectCryptoBackend) {
    public Args {
      PrivateKey.requireLine(passphrase);
      if (returnPrivateKeyData) {
        throw new IllegalArgumentException(
            "return_private_key_data is not supported: the private part of a key stays where it"
                + " is");
      }
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
    PrivateKey.requireOpenssl(host);
    PrivateKey key = new PrivateKey(args.path(), args.content(), args.passphrase());
    key.requireFile(host);
    PrivateKey.Told told =
        switch (key.told(host, args.checkConsistency())) {
          case Observed.Known<PrivateKey.Told>(PrivateKey.Told known) -> known;
          case Observed.Unknown<PrivateKey.Told>(String because) ->
              throw new HostView.UnknownHere(because);
        };
    PublicKeyInfo readable =
        told.publicKey()
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "the private key " + key.name() + " cannot be read",
                        TaskResult.of("can_load_key", true, "can_parse_key", false)));
    return Plan.same(
        SignedFacts.key(readable)
            .with("type", readable.type())
            .with(
                "public_data",
                SignedFacts.key(readable).values().get("public_key_data").orElseThrow())
            .with("can_load_key", true)
            .with("can_parse_key", true)
            .with("key_is_consistent", args.checkConsistency() ? told.consistent() : null));
  }
}
