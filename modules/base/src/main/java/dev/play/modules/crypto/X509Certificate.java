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
import dev.play.modules.crypto.openssl.CertificateMaking;
import dev.play.modules.crypto.openssl.FileArguments;
import dev.play.modules.crypto.openssl.IssueArguments;
import dev.play.modules.crypto.openssl.KeyArguments;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.modules.crypto.x509.Certificate;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates, signed by their own key or by a CA's whose key is on the host. Options and results
 * as in {@code community.crypto.x509_certificate}.
 */
@ModuleDoc(
    name = "x509_certificate",
    also = {
      "community.crypto.x509_certificate",
      "openssl_certificate",
      "community.crypto.openssl_certificate"
    },
    summary = "Makes a certificate.",
    example =
        """
        - x509_certificate:
            path: /etc/ssl/example.org.crt
            csr_path: /etc/ssl/example.org.csr
            privatekey_path: /etc/ssl/private/example.org.key
            provider: selfsigned
        """,
    requiredIf = "state,present,provider",
    notes = {
      "Certificates are made by openssl on the host; what they say is compared by play itself.",
      "One that has run out is not renewed by that alone: see x509_certificate_info.",
      "A new certificate has mode 0644."
    })
public final class X509Certificate implements Module<X509Certificate.Args> {
  /** The arguments. */
  public record Args(
      @Param("where the certificate is") HostPath path,
      @Param(value = "whether it is to be there", def = "present") State state,
      KeyArguments key,
      IssueArguments issue,
      @Param(value = "leave it alone whatever times it holds between", def = "true")
          boolean ignoreTimestamps,
      FileArguments file) {
    public Args {
      boolean selfsigned = issue.provider().filter("selfsigned"::equals).isPresent();
      if (state == State.PRESENT && selfsigned && !key.key().isGiven()) {
        throw new IllegalArgumentException(
            "One of privatekey_path and privatekey_content must be specified for the selfsigned"
                + " provider");
      }
    }

    CertificateMaking making() {
      return new CertificateMaking(issue, key.key(), ignoreTimestamps);
    }

    MadeFile output() {
      return file.at(path, 0644);
    }
  }

  /** Whether a certificate is to be there. */
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
    TaskResult result = named(args);
    if (args.state() == State.ABSENT) {
      return args.output().absent(host, result);
    }
    PrivateKey.requireOpenssl(host);
    args.making().requireFiles(host);
    if (!args.output().info(host).exists() || args.file().force()) {
      return make(args, host, result, List.of());
    }
    String text =
        host.known(Probe.ContentOf.of(args.path()))
            .map(Blob::text)
            .orElseThrow(() -> new ModuleFailure("cannot read " + args.path()));
    Optional<Certificate> there = Certificate.parse(text);
    List<String> differences = args.making().differences(there, host);
    return differences.isEmpty()
        ? args.output().leave(host, told(args, result, there, text))
        : make(args, host, result, differences);
  }

  private static TaskResult named(Args args) {
    TaskResult result =
        TaskResult.of(
            "filename",
            args.path().text(),
            "privatekey",
            args.key().privatekeyPath().map(HostPath::text).orElse(null),
            "csr",
            args.issue().csrPath().map(HostPath::text).orElse(null));
    return args.issue().byAuthority()
        ? result
            .with("ca_cert", args.issue().owncaPath().map(HostPath::text).orElse(null))
            .with(
                "ca_privatekey",
                args.issue().owncaPrivatekeyPath().map(HostPath::text).orElse(null))
        : result;
  }

  private static Plan make(Args args, HostView host, TaskResult result, List<String> differences) {
    Plan plan =
        args.output()
            .make(
                host,
                args.making().recipe(),
                "make the certificate " + args.path(),
                "tell content < \"$made\"\n",
                result,
                (values, told) -> {
                  String text = MadeFile.text(told, "content");
                  return told(args, values, Certificate.parse(text), text);
                });
    return differences.isEmpty() || !(plan instanceof Plan.Change change)
        ? plan
        : change.withDiff(
            args.path() + " is to be another:\n  " + String.join("\n  ", differences) + "\n");
  }

  private static TaskResult told(
      Args args, TaskResult result, Optional<Certificate> made, String text) {
    Value later = new Value.Unknown("until it is made");
    TaskResult out =
        result
            .with("notBefore", made.<Object>map(Certificate::notBefore).orElse(later))
            .with("notAfter", made.<Object>map(Certificate::notAfter).orElse(later))
            .with("serial_number", made.<Object>map(Certificate::serial).orElse(later));
    return args.file().returnContent()
        ? out.with("certificate", made.isPresent() ? text : later)
        : out;
  }
}
