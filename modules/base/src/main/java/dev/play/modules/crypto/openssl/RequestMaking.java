package dev.play.modules.crypto.openssl;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.module.HostView;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.x509.DistinguishedName;
import dev.play.modules.crypto.x509.Extension;
import dev.play.modules.crypto.x509.Oids;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import dev.play.modules.crypto.x509.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a request comes about, and whether one that is there is as asked. */
public record RequestMaking(RequestArguments wanted, PrivateKey key) {
  /** What is compared; a request may hold other extensions beside them. */
  private static final Set<String> COMPARED =
      Set.of(
          Oids.SUBJECT_ALT_NAME,
          Oids.KEY_USAGE,
          Oids.EXTENDED_KEY_USAGE,
          Oids.BASIC_CONSTRAINTS,
          Oids.TLS_FEATURE,
          Oids.NAME_CONSTRAINTS,
          Oids.SUBJECT_KEY_IDENTIFIER,
          Oids.AUTHORITY_KEY_IDENTIFIER,
          Oids.CRL_POINTS);

  // Keys of Edwards' kind have the digest that they have.
  private static final String MAKE =
      """
      key=$1 digest=-$2
      part > "$work/config"
      part > "$work/key"
      [ -n "$key" ] || key=$work/key
      case $(openssl pkey -in "$key" -passin env:PLAY_PASS -noout -text_pub | head -n 1) in
        ED*) digest= ;;
      esac
      set -- -config "$work/config" ${3:+-subj} $3 $digest
      openssl req -new "$@" -key "$key" -passin env:PLAY_PASS -out "$made" || exit 1
      """;

  /** The script's words and input. */
  public MadeFile.Recipe recipe() {
    return new MadeFile.Recipe(
        MAKE,
        List.of(
            key.path().map(HostPath::operand).orElse(""),
            wanted.digest(),
            wanted.name().attributes().isEmpty() ? "/" : ""),
        key.passphrase().map(Secret::reveal),
        List.of(Blob.of(config()), Blob.of(key.content().map(Secret::reveal).orElse(""))));
  }

  private String config() {
    StringBuilder out = new StringBuilder("[req]\nprompt = no\nutf8 = yes\n");
    out.append("string_mask = utf8only\ndistinguished_name = name\n");
    Map<String, Extension> extensions = wanted.extensions();
    boolean extended = !extensions.isEmpty() || wanted.createSubjectKeyIdentifier();
    out.append(extended ? "req_extensions = more\n" : "");
    out.append("[name]\n").append(wanted.name().config());
    if (extended) {
      out.append("[more]\n");
      extensions.forEach((oid, each) -> out.append(each.config(oid)));
      out.append(wanted.createSubjectKeyIdentifier() ? "subjectKeyIdentifier = hash\n" : "");
    }
    return out.toString();
  }

  /**
   * What of a request is not as asked, in words.
   *
   * @param there the request; empty where it cannot be read
   */
  public List<String> differences(Optional<Request> there, HostView host) {
    if (there.isEmpty()) {
      return List.of("what is there cannot be read");
    }
    Request request = there.get();
    List<String> out = new ArrayList<>();
    DistinguishedName name = wanted.name();
    boolean named =
        wanted.subjectOrdered().isPresent()
            ? name.equals(request.subject())
            : name.isLike(request.subject());
    if (!named) {
      out.add("subject: " + request.subject().rfc4514() + " -> " + name.rfc4514());
    }
    out.addAll(extensions(request));
    switch (key.publicKey(host)) {
      case Observed.Unknown<PublicKeyInfo>(String because) ->
          throw new HostView.UnknownHere(because);
      case Observed.Known<PublicKeyInfo>(PublicKeyInfo own) -> {
        if (!own.der().equals(request.publicKey().der())) {
          out.add("made with another key");
        } else if (!request.isSignedBy(own).orElse(true)) {
          out.add("the signature is broken");
        }
      }
    }
    return out;
  }

  private List<String> extensions(Request request) {
    Map<String, Extension> asked = wanted.extensions();
    List<String> out = new ArrayList<>();
    for (String oid : COMPARED.stream().sorted().toList()) {
      Optional<Extension> want = Optional.ofNullable(asked.get(oid));
      Optional<Extension> have = Optional.ofNullable(request.extensions().get(oid));
      boolean same =
          oid.equals(Oids.SUBJECT_KEY_IDENTIFIER) && wanted.createSubjectKeyIdentifier()
              ? have.filter(
                      h -> Arrays.equals(h.value().content(), request.publicKey().identifier()))
                  .isPresent()
              : want.isPresent()
                  ? have.filter(h -> h.isLike(oid, want.get())).isPresent()
                  : have.isEmpty();
      if (!same) {
        out.add(Oids.extensionName(oid));
      }
    }
    return out;
  }

  /** What both modules register of what is asked for. */
  public TaskResult told() {
    return TaskResult.of(
        "privatekey",
        key.path().map(HostPath::text).orElse(null),
        "subject",
        wanted.name().pairs(),
        "subjectAltName",
        wanted.names().isEmpty() ? null : wanted.names(),
        "keyUsage",
        wanted.keyUsage().orElse(null),
        "extendedKeyUsage",
        wanted.extendedKeyUsage().orElse(null),
        "basicConstraints",
        wanted.basicConstraints().orElse(null),
        "ocspMustStaple",
        wanted.ocspMustStaple(),
        "name_constraints_permitted",
        wanted.nameConstraintsPermitted().orElse(null),
        "name_constraints_excluded",
        wanted.nameConstraintsExcluded().orElse(null));
  }
}
