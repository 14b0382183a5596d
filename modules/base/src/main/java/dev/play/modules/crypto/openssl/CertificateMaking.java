package dev.play.modules.crypto.openssl;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.x509.Certificate;
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
import java.util.TreeSet;

/**
 * How a certificate comes about, and whether one that is there is as asked.
 *
 * @param key of the certificate
 * @param ignoreTimes whether any validity will do
 */
public record CertificateMaking(IssueArguments issue, PrivateKey key, boolean ignoreTimes) {
  // openssl's ca takes any two dates, which its other commands learnt in 3.4 only.
  private static final String MAKE =
      """
      mode=$1 key=$2 csr=$3 ca=$4 md=$5 from=$6 until=$7 ski=$8 aki=$9
      part > "$work/csr"; part > "$work/key"; part > "$work/ca"
      [ -n "$key" ] || key=$work/key
      [ -n "$ca" ] || ca=$work/ca
      if [ -z "$csr" ]; then
        csr=$work/csr
        [ -s "$csr" ] || openssl req -new -config /dev/null -subj / -key "$key" -passin env:PLAY_PASS -out "$csr" || exit 1
      fi
      case $(openssl pkey -in "$key" -passin env:PLAY_PASS -noout -text_pub | head -n 1) in
        ED*) md=default ;;
      esac
      [ "$ski" = hash ] || [ "$ski" = none ] ||
        if openssl req -in "$csr" -noout -text | grep -q 'X509v3 Subject Key Identifier'; then ski=none; else ski=hash; fi
      if [ "$mode" = ownca ]; then
        openssl x509 -in "$ca" -noout -text | grep -q 'X509v3 Subject Key Identifier' || aki=none
      fi
      moment() {
        case $1 in
          *Z) printf %s "$1" ;;
          *) date -u -d "@$(($(date +%s) + $1))" +%Y%m%d%H%M%SZ ;;
        esac
      }
      cat > "$work/config" <<END
      [ca]
      default_ca = own
      [own]
      database = $work/index
      new_certs_dir = $work
      rand_serial = yes
      unique_subject = no
      default_md = $md
      policy = any
      copy_extensions = copy
      email_in_dn = yes
      x509_extensions = more
      [any]
      [more]
      subjectKeyIdentifier = $ski
      authorityKeyIdentifier = $aki
      END
      : > "$work/index"
      if [ "$mode" = ownca ]; then set -- -cert "$ca"; else set -- -selfsign; fi
      openssl ca -batch -config "$work/config" "$@" -keyfile "$key" -passin env:PLAY_PASS -in "$csr" \\
        -startdate "$(moment "$from")" -enddate "$(moment "$until")" -preserveDN -notext \\
        -out "$made" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
      """;

  /** The script's words and input. */
  public MadeFile.Recipe recipe() {
    PrivateKey signer = issue.byAuthority() ? issue.authorityKey() : key;
    boolean named = issue.byAuthority() && issue.owncaCreateAuthorityKeyIdentifier();
    List<String> words =
        List.of(
            issue.byAuthority() ? "ownca" : "selfsigned",
            signer.path().map(HostPath::operand).orElse(""),
            issue.request().operand(),
            issue.authority().operand(),
            issue.digest(),
            issue.notBefore().word(),
            issue.notAfter().word(),
            switch (issue.identifies()) {
              case "always_create" -> "hash";
              case "never_create" -> "none";
              default -> "missing";
            },
            named ? "keyid:always" : "none");
    return new MadeFile.Recipe(
        MAKE,
        words,
        signer.passphrase().map(Secret::reveal),
        List.of(
            Blob.of(issue.csrContent().orElse("")),
            Blob.of(signer.content().map(Secret::reveal).orElse("")),
            Blob.of(issue.owncaContent().orElse(""))));
  }

  /** Fails the task where something that it is made of is not there. */
  public void requireFiles(HostView host) {
    key.requireFile(host);
    issue.request().requireFile(host);
    if (issue.byAuthority()) {
      issue.authority().requireFile(host);
      issue.authorityKey().requireFile(host);
    }
  }

  /**
   * What of a certificate is not as asked, in words.
   *
   * @param there empty where it cannot be read
   */
  public List<String> differences(Optional<Certificate> there, HostView host) {
    if (there.isEmpty()) {
      return List.of("what is there cannot be read");
    }
    Certificate old = there.get();
    List<String> out = new ArrayList<>();
    if (key.isGiven() && !publicKey(host).der().equals(old.publicKey().der())) {
      out.add("made for another key");
    }
    Optional<Request> request =
        issue.request().isGiven() ? Optional.of(request(host)) : Optional.empty();
    request
        .filter(r -> !r.publicKey().der().equals(old.publicKey().der()))
        .ifPresent(r -> out.add("the request is of another key"));
    DistinguishedName name = request.map(Request::subject).orElse(new DistinguishedName(List.of()));
    if (!name.equals(old.subject())) {
      out.add("subject: " + old.subject().rfc4514() + " -> " + name.rfc4514());
    }
    out.addAll(extensions(old, request));
    if (!ignoreTimes) {
      if (!issue.notBefore().is(old.notBefore())) {
        out.add("not before: " + old.notBefore() + " -> " + issue.notBefore().word());
      }
      if (!issue.notAfter().is(old.notAfter())) {
        out.add("not after: " + old.notAfter() + " -> " + issue.notAfter().word());
      }
    }
    out.addAll(issuer(old, host));
    return out;
  }

  private PublicKeyInfo publicKey(HostView host) {
    return switch (key.publicKey(host)) {
      case Observed.Known<PublicKeyInfo>(PublicKeyInfo known) -> known;
      case Observed.Unknown<PublicKeyInfo>(String because) ->
          throw new HostView.UnknownHere(because);
    };
  }

  private Request request(HostView host) {
    return Request.parse(issue.request().text(host))
        .orElseThrow(() -> new ModuleFailure("the certificate signing request cannot be read"));
  }

  private List<String> extensions(Certificate old, Optional<Request> request) {
    Map<String, Extension> asked = request.map(Request::extensions).orElse(Map.of());
    List<String> out = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(asked.keySet());
    all.addAll(old.extensions().keySet());
    if (!issue.identifies().equals("never_create")) {
      all.remove(Oids.SUBJECT_KEY_IDENTIFIER);
      byte[] wanted =
          Optional.ofNullable(asked.get(Oids.SUBJECT_KEY_IDENTIFIER))
              .filter(e -> issue.identifies().equals("create_if_not_provided"))
              .map(e -> e.value().content())
              .orElse(old.publicKey().identifier());
      if (old.keyIdentifier().filter(k -> Arrays.equals(k.content(), wanted)).isEmpty()) {
        out.add(Oids.extensionName(Oids.SUBJECT_KEY_IDENTIFIER));
      }
    }
    if (issue.byAuthority() && issue.owncaCreateAuthorityKeyIdentifier()) {
      all.remove(Oids.AUTHORITY_KEY_IDENTIFIER);
    }
    for (String oid : all) {
      Optional<Extension> want = Optional.ofNullable(asked.get(oid));
      if (want.isEmpty()
          || Optional.ofNullable(old.extensions().get(oid))
              .filter(have -> have.isLike(oid, want.get()))
              .isEmpty()) {
        out.add(Oids.extensionName(oid));
      }
    }
    return out;
  }

  private List<String> issuer(Certificate old, HostView host) {
    if (!issue.byAuthority()) {
      boolean own =
          old.issuer().equals(old.subject()) && old.isSignedBy(old.publicKey()).orElse(true);
      return own ? List.of() : List.of("not signed by its own key");
    }
    Certificate authority =
        Certificate.parse(issue.authority().text(host))
            .orElseThrow(() -> new ModuleFailure("the CA certificate cannot be read"));
    List<String> out = new ArrayList<>();
    if (!old.issuer().equals(authority.subject())) {
      out.add("issuer: " + old.issuer().rfc4514() + " -> " + authority.subject().rfc4514());
    } else if (!old.isSignedBy(authority.publicKey()).orElse(true)) {
      out.add("not signed by the CA's key");
    }
    if (issue.owncaCreateAuthorityKeyIdentifier() && authority.keyIdentifier().isPresent()) {
      boolean names =
          Optional.ofNullable(old.extensions().get(Oids.AUTHORITY_KEY_IDENTIFIER)).stream()
              .flatMap(e -> e.value().parts().stream())
              .anyMatch(
                  p ->
                      p.isTagged(0)
                          && Arrays.equals(p.content(), authority.keyIdentifier().get().content()));
      if (!names) {
        out.add(Oids.extensionName(Oids.AUTHORITY_KEY_IDENTIFIER));
      }
    }
    return out;
  }
}
