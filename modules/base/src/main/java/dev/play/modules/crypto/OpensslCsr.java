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
import dev.play.modules.crypto.openssl.KeyArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.openssl.RequestArguments;
import dev.play.modules.crypto.openssl.RequestMaking;
import dev.play.modules.crypto.x509.Request;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests for certificates. Options and results as in {@code community.crypto.openssl_csr}. */
@ModuleDoc(
    name = "openssl_csr",
    also = "community.crypto.openssl_csr",
    summary = "Makes a request for a certificate.",
    example =
        """
        - openssl_csr:
            path: /etc/ssl/example.org.csr
            privatekey_path: /etc/ssl/private/example.org.key
            common_name: example.org
            subject_alt_name: ['DNS:example.org', 'DNS:www.example.org']
        """,
    notes = {
      "The request is signed by openssl on the host; what it says is compared by play itself.",
      "A new request has mode 0644."
    })
public final class OpensslCsr implements Module<OpensslCsr.Args> {
  /** The arguments. */
  public record Args(
      @Param("where the request is") HostPath path,
      @Param(value = "whether it is to be there", def = "present") State state,
      KeyArguments key,
      RequestArguments request,
      FileArguments file) {
    public Args {
      request.check();
      if (state == State.PRESENT && !key.key().isGiven()) {
        throw new IllegalArgumentException("privatekey_path or privatekey_content is required");
      }
    }

    RequestMaking making() {
      return new RequestMaking(request, key.key());
    }

    MadeFile output() {
      return file.at(path, 0644);
    }
  }

  /** Whether a request is to be there. */
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
    TaskResult result = args.making().told().with("filename", args.path().text());
    if (args.state() == State.ABSENT) {
      return args.output().absent(host, result);
    }
    PrivateKey.requireOpenssl(host);
    PrivateKey key = args.key().key();
    key.requireFile(host);
    boolean exists = args.output().info(host).exists();
    if (!exists || args.file().force()) {
      // Said before anything is made, where it can be: a key that cannot be used.
      key.publicKey(host);
      return make(args, host, result, List.of());
    }
    String text =
        host.known(Probe.ContentOf.of(args.path()))
            .map(Blob::text)
            .orElseThrow(() -> new ModuleFailure("cannot read " + args.path()));
    List<String> differences = args.making().differences(Request.parse(text), host);
    return differences.isEmpty()
        ? args.output().leave(host, args.file().returnContent() ? result.with("csr", text) : result)
        : make(args, host, result, differences);
  }

  private static Plan make(Args args, HostView host, TaskResult result, List<String> differences) {
    boolean returns = args.file().returnContent();
    Plan plan =
        args.output()
            .make(
                host,
                args.making().recipe(),
                "make the certificate request " + args.path(),
                returns ? "tell content < \"$made\"\n" : "",
                result,
                (values, told) -> returns ? values.with("csr", content(told)) : values);
    return differences.isEmpty() || !(plan instanceof Plan.Change change)
        ? plan
        : change.withDiff(
            args.path() + " is to be another:\n  " + String.join("\n  ", differences) + "\n");
  }

  private static Value content(Map<String, String> told) {
    return Optional.of(told)
        .filter(t -> t.containsKey("content"))
        .<Value>map(t -> new Value.Text(MadeFile.text(t, "content")))
        .orElse(new Value.Unknown("until it is made"));
  }
}
