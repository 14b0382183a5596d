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
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.openssl.FileArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Pem;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Diffie-Hellman parameters, made by the host's openssl. Options and results as in {@code
 * community.crypto.openssl_dhparam}.
 */
@ModuleDoc(
    name = "openssl_dhparam",
    also = "community.crypto.openssl_dhparam",
    summary = "Makes Diffie-Hellman parameters.",
    example = "openssl_dhparam: {path: /etc/ssl/dhparams.pem, size: 2048}",
    notes = "Many bits take openssl many minutes. A new file has mode 0644.")
public final class OpensslDhparam implements Module<OpensslDhparam.Args> {
  /** The arguments. */
  public record Args(
      @Param("where the parameters are") HostPath path,
      @Param(value = "whether they are to be there", def = "present") State state,
      @Param(value = "bits", def = "4096") int size,
      FileArguments file) {
    public Args {
      if (size < 512 || size > 16384) {
        throw new IllegalArgumentException("size is 512 to 16384 bits");
      }
    }

    MadeFile output() {
      return file.at(path, 0644);
    }
  }

  /** Whether parameters are to be there. */
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
    TaskResult result = TaskResult.of("filename", args.path().text(), "size", args.size());
    if (args.state() == State.ABSENT) {
      return args.output().absent(host, result);
    }
    PrivateKey.requireOpenssl(host);
    if (args.output().info(host).exists() && !args.file().force()) {
      String text =
          host.known(Probe.ContentOf.of(args.path()))
              .map(Blob::text)
              .orElseThrow(() -> new ModuleFailure("cannot read " + args.path()));
      if (bits(text).equals(Optional.of(args.size()))) {
        return args.output()
            .leave(host, args.file().returnContent() ? result.with("dhparams", text) : result);
      }
    }
    MadeFile.Recipe recipe =
        new MadeFile.Recipe(
            "openssl dhparam -out \"$made\" \"$1\" 2>\"$work/log\" || { cat \"$work/log\" >&2; exit 1; }\n",
            List.of(Integer.toString(args.size())),
            Optional.empty(),
            List.of());
    return args.output()
        .make(
            host,
            recipe,
            "make Diffie-Hellman parameters " + args.path(),
            "tell content < \"$made\"\n",
            result,
            (values, told) ->
                args.file().returnContent()
                    ? values.with(
                        "dhparams",
                        told.containsKey("content")
                            ? MadeFile.text(told, "content")
                            : new Value.Unknown("until they are made"))
                    : values);
  }

  private static Optional<Integer> bits(String text) {
    try {
      return Pem.first(text, "DH PARAMETERS")
          .map(d -> d.part(0))
          .map(Der::integer)
          .map(p -> p.bitLength());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
