package dev.play.modules.crypto;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
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
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.openssl.FileArguments;
import dev.play.modules.crypto.openssl.KeyArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Pem;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The public part of a private key, in a file. Options and results as in {@code
 * community.crypto.openssl_publickey}.
 */
@ModuleDoc(
    name = "openssl_publickey",
    also = "community.crypto.openssl_publickey",
    summary = "Writes the public key of a private one.",
    example =
        "openssl_publickey: {path: /etc/ssl/example.org.pub, privatekey_path: /etc/ssl/private/example.org.key}",
    notes = "The private key is read by openssl on the host. A new file has mode 0644.")
public final class OpensslPublickey implements Module<OpensslPublickey.Args> {
  /** The arguments. */
  public record Args(
      @Param("where the public key is") HostPath path,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "how it is written",
              def = "PEM",
              choices = {"PEM", "OpenSSH"})
          String format,
      KeyArguments key,
      FileArguments file) {
    public Args {
      if (state == State.PRESENT && !key.key().isGiven()) {
        throw new IllegalArgumentException("privatekey_path or privatekey_content is required");
      }
    }

    MadeFile output() {
      return file.at(path, 0644);
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
    TaskResult result =
        TaskResult.of(
            "filename",
            args.path().text(),
            "format",
            args.format(),
            "privatekey",
            args.key().privatekeyPath().map(HostPath::text).orElse(null));
    if (args.state() == State.ABSENT) {
      return args.output().absent(host, result);
    }
    PrivateKey.requireOpenssl(host);
    args.key().key().requireFile(host);
    PublicKeyInfo key =
        switch (args.key().key().publicKey(host)) {
          case Observed.Known<PublicKeyInfo>(PublicKeyInfo known) -> known;
          case Observed.Unknown<PublicKeyInfo>(String because) ->
              throw new HostView.UnknownHere(because);
        };
    String text = text(args, key);
    TaskResult full = result.with("fingerprint", key.fingerprints());
    if (args.file().returnContent()) {
      full = full.with("publickey", text);
    }
    FileInfo info = args.output().info(host);
    Optional<Blob> now = host.known(Probe.ContentOf.of(args.path()));
    if (!args.file().force() && now.filter(n -> isIt(args, n.text(), key)).isPresent()) {
      return args.output().leave(host, full);
    }
    return write(args, host, info, now, text, full);
  }

  private static String text(Args args, PublicKeyInfo key) {
    return args.format().equals("PEM")
        ? Pem.of("PUBLIC KEY", key.der())
        : key.openssh()
            .orElseThrow(
                () -> new ModuleFailure("SSH has no keys of type " + key.type() + " of that kind"));
  }

  private static boolean isIt(Args args, String now, PublicKeyInfo key) {
    if (args.format().equals("OpenSSH")) {
      String own = key.openssh().orElse("");
      return now.strip().equals(own) || now.startsWith(own + " ");
    }
    try {
      Optional<Der> there = Pem.first(now, "PUBLIC KEY");
      return there.equals(Optional.of(key.der()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Plan write(
      Args args, HostView host, FileInfo info, Optional<Blob> now, String text, TaskResult result) {
    MadeFile output = args.output();
    Attributes attributes =
        info.exists()
            ? output.attributes().changes(host, info)
            : output
                .attributes()
                .withMode(output.attributes().mode().or(() -> Optional.of(output.mode())))
                .forNew(host, false);
    Effect effect =
        new Effect.WriteFile(
            args.path(),
            Content.of(text),
            now.map(n -> n.digest(DigestAlgorithm.SHA256)),
            attributes,
            output.backup(),
            Optional.empty(),
            output.inPlace());
    return output.withContext(FileResult.plan(List.of(effect), result), host);
  }
}
