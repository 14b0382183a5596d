package dev.play.modules.crypto;

import dev.play.host.HostPath;
import dev.play.host.Observed;
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
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.openssl.FileArguments;
import dev.play.modules.crypto.openssl.KeyRecipe;
import dev.play.modules.crypto.openssl.KeyShape;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Private keys, made by the host's openssl. Options and results as in {@code
 * community.crypto.openssl_privatekey}.
 */
@ModuleDoc(
    name = "openssl_privatekey",
    also = "community.crypto.openssl_privatekey",
    summary = "Makes a private key.",
    example =
        "openssl_privatekey: {path: /etc/ssl/private/example.org.key, type: ECC, curve: secp384r1}",
    notes = {
      "The key is made by openssl on the host and stays there, unless return_content asks for it.",
      "A new key has mode 0600."
    })
public final class OpensslPrivatekey implements Module<OpensslPrivatekey.Args> {
  /** The arguments. */
  public record Args(
      @Param("where the key is") HostPath path,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "kind of key",
              def = "RSA",
              choices = {"RSA", "DSA", "ECC", "Ed25519", "Ed448", "X25519", "X448"})
          String type,
      @Param(value = "bits of a key of type RSA or DSA", def = "4096") int size,
      @Param("elliptic curve of a key of type ECC") Optional<String> curve,
      @Param("protects the key") Optional<Secret> passphrase,
      @Param(value = "how the key is protected", def = "auto", choices = "auto") String cipher,
      @Param(
              value =
                  "how the key is written; auto_ignore: like auto, and whatever is there is fine",
              def = "auto_ignore",
              choices = {"pkcs1", "pkcs8", "auto", "auto_ignore"})
          String format,
      @Param(
              value = "what becomes of a key in another format",
              def = "regenerate",
              choices = {"regenerate", "convert"})
          String formatMismatch,
      @Param(
              value = "when a new one takes the place of another that is there",
              def = "full_idempotence",
              choices = {"never", "fail", "partial_idempotence", "full_idempotence", "always"})
          String regenerate,
      FileArguments file) {
    public Args {
      PrivateKey.requireLine(passphrase);
      if (state == State.PRESENT) {
        new KeyShape(type, size, curve, format).check();
      }
    }

    KeyShape shape() {
      return new KeyShape(type, size, curve, format);
    }

    PrivateKey key() {
      return PrivateKey.at(path, passphrase);
    }

    MadeFile output() {
      return file.at(path, 0600);
    }

    boolean always() {
      return file.force() || regenerate.equals("always");
    }
  }

  /** Whether a key is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TaskResult result = TaskResult.of("filename", args.path().text());
    if (args.state() == State.ABSENT) {
      return args.output().absent(host, result.with("privatekey", null));
    }
    result = result.with("size", args.size()).with("type", args.type());
    if (args.type().equals("ECC")) {
      result = result.with("curve", args.curve().orElseThrow());
    }
    PrivateKey.requireOpenssl(host);
    boolean exists = args.output().info(host).exists();
    if (!exists || args.always()) {
      return make(args, host, result, false);
    }
    PrivateKey.Told told =
        switch (args.key().told(host)) {
          case Observed.Known<PrivateKey.Told>(PrivateKey.Told known) -> known;
          case Observed.Unknown<PrivateKey.Told>(String because) ->
              throw new HostView.UnknownHere(because);
        };
    return existing(args, host, told, result);
  }

  private static Plan existing(Args args, HostView host, PrivateKey.Told told, TaskResult result) {
    Optional<PublicKeyInfo> readable =
        told.publicKey().filter(k -> args.passphrase().isPresent() == told.isProtected());
    if (readable.isEmpty()) {
      require(
          args,
          "Unable to read the key. The key is protected with a another passphrase / no passphrase"
              + " or broken.",
          "full_idempotence");
      return make(args, host, result, false);
    }
    PublicKeyInfo key = readable.get();
    boolean never = args.regenerate().equals("never");
    if (!never && !args.shape().fits(key)) {
      require(args, "Key has wrong type and/or size.", "partial_idempotence");
      return make(args, host, result, false);
    }
    if (!args.shape().formatFits(told)) {
      if (args.formatMismatch().equals("convert")) {
        return make(args, host, result, true);
      }
      if (!never) {
        require(args, "Key has wrong format.", "partial_idempotence");
        return make(args, host, result, false);
      }
    }
    TaskResult full = result.with("fingerprint", key.fingerprints());
    return args.output()
        .leave(
            host,
            args.file().returnContent() ? full.with("privatekey", content(args, host)) : full);
  }

  /** Fails the task where what is there must not be replaced. */
  private static void require(Args args, String problem, String least) {
    boolean may = args.regenerate().equals("full_idempotence") || args.regenerate().equals(least);
    if (!may) {
      throw new ModuleFailure(
          problem
              + " Will not proceed. To force regeneration, call the module with `regenerate` set"
              + " to `full_idempotence` or `always`, or with `force=true`.");
    }
  }

  private static Value content(Args args, HostView host) {
    String text =
        host.known(Probe.ContentOf.of(args.path()))
            .orElseThrow(() -> new ModuleFailure("cannot read " + args.path()))
            .text();
    return new Value.Secret(new Value.Text(text));
  }

  private static Plan make(Args args, HostView host, TaskResult result, boolean convert) {
    List<String> arguments =
        List.of(
            convert ? "convert" : args.type(),
            args.shape().measure(),
            args.shape().isTraditional() ? "traditional" : "",
            args.file().returnContent() ? "content" : "");
    MadeFile.Recipe recipe =
        new MadeFile.Recipe(
            KeyRecipe.MAKE, arguments, args.passphrase().map(Secret::reveal), List.of());
    return args.output()
        .make(
            host,
            recipe,
            (convert ? "convert" : "make") + " the private key " + args.path(),
            KeyRecipe.TELL,
            result,
            (values, told) -> told(args, values, told));
  }

  private static TaskResult told(Args args, TaskResult values, Map<String, String> told) {
    Value later = new Value.Unknown("until the key is made");
    TaskResult out =
        values.with(
            "fingerprint",
            PrivateKey.publicKey(told.getOrDefault("public", ""))
                .<Object>map(PublicKeyInfo::fingerprints)
                .orElse(later));
    if (!args.file().returnContent()) {
      return out;
    }
    return out.with(
        "privatekey",
        told.containsKey("content")
            ? new Value.Secret(new Value.Text(MadeFile.text(told, "content")))
            : later);
  }
}
