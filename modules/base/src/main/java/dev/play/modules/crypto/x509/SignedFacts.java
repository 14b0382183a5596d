package dev.play.modules.crypto.x509;

import dev.play.module.TaskResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Ansible's modules tell of requests and certificates. */
public record SignedFacts(Signed of) {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
  private static final String ISSUERS = "1.3.6.1.5.5.7.48.2";

  /** All that both have. */
  public TaskResult told() {
    TaskResult out =
        key(of.publicKey())
            .with("subject", of.subject().byName())
            .with("subject_ordered", of.subject().pairs())
            .with("subject_alt_name", of.names().isEmpty() ? null : of.names())
            .with("subject_alt_name_critical", critical(Oids.SUBJECT_ALT_NAME))
            .with("key_usage", value(Oids.KEY_USAGE, v -> sorted(Wanted.keyUsages(v))))
            .with("key_usage_critical", critical(Oids.KEY_USAGE))
            .with("extended_key_usage", value(Oids.EXTENDED_KEY_USAGE, SignedFacts::purposes))
            .with("extended_key_usage_critical", critical(Oids.EXTENDED_KEY_USAGE))
            .with("basic_constraints", value(Oids.BASIC_CONSTRAINTS, SignedFacts::constraints))
            .with("basic_constraints_critical", critical(Oids.BASIC_CONSTRAINTS))
            .with("ocsp_must_staple", value(Oids.TLS_FEATURE, v -> true))
            .with("ocsp_must_staple_critical", critical(Oids.TLS_FEATURE))
            .with("name_constraints_permitted", value(Oids.NAME_CONSTRAINTS, v -> subtrees(v, 0)))
            .with("name_constraints_excluded", value(Oids.NAME_CONSTRAINTS, v -> subtrees(v, 1)))
            .with("name_constraints_critical", critical(Oids.NAME_CONSTRAINTS))
            .with(
                "subject_key_identifier",
                of.keyIdentifier().map(k -> COLONS.formatHex(k.content())).orElse(null))
            .with("authority_key_identifier", authority(0, p -> COLONS.formatHex(p.content())))
            .with(
                "authority_cert_issuer",
                authority(1, p -> p.parts().stream().map(GeneralName::text).toList()))
            .with("authority_cert_serial_number", authority(2, p -> new BigInteger(p.content())));
    return out.with("extensions_by_oid", byOid());
  }

  /** What is told of a public key. */
  public static TaskResult key(PublicKeyInfo key) {
    return TaskResult.of(
        "public_key",
        Pem.of("PUBLIC KEY", key.der()),
        "public_key_type",
        key.type(),
        "public_key_data",
        key.numbers(),
        "public_key_fingerprints",
        key.fingerprints());
  }

  private boolean critical(String oid) {
    return Optional.ofNullable(of.extensions().get(oid)).filter(Extension::critical).isPresent();
  }

  private @Nullable Object value(String oid, Function<Der, ? extends Object> told) {
    return Optional.ofNullable(of.extensions().get(oid))
        .<Object>map(e -> told.apply(e.value()))
        .orElse(oid.equals(Oids.TLS_FEATURE) ? false : null);
  }

  private static List<String> sorted(List<String> names) {
    List<String> out = new ArrayList<>(names);
    Collections.sort(out);
    return out;
  }

  private static List<String> purposes(Der value) {
    return sorted(value.parts().stream().map(p -> Oids.purposeName(p.oid())).toList());
  }

  private static List<String> constraints(Der value) {
    boolean ca = false;
    List<String> out = new ArrayList<>();
    for (Der part : value.parts()) {
      if (part.tag() == Der.INTEGER) {
        out.add("pathlen:" + part.integer());
      } else {
        ca = true;
      }
    }
    out.addFirst("CA:" + (ca ? "TRUE" : "FALSE"));
    return out;
  }

  private static List<String> subtrees(Der value, int side) {
    return value.parts().stream()
        .filter(p -> p.isTagged(side))
        .flatMap(p -> p.parts().stream())
        .map(t -> GeneralName.text(t.part(0)))
        .toList();
  }

  private @Nullable Object authority(int part, Function<Der, ? extends Object> told) {
    return Optional.ofNullable(of.extensions().get(Oids.AUTHORITY_KEY_IDENTIFIER)).stream()
        .flatMap(e -> e.value().parts().stream())
        .filter(p -> p.isTagged(part))
        .<Object>map(told)
        .findFirst()
        .orElse(null);
  }

  private Map<String, Object> byOid() {
    Map<String, Object> out = new LinkedHashMap<>();
    of.extensions()
        .forEach(
            (oid, e) ->
                out.put(
                    oid,
                    Map.of(
                        "critical",
                        e.critical(),
                        "value",
                        Base64.getEncoder().encodeToString(e.value().encoded()))));
    return out;
  }

  /** What a certificate says beside. */
  public static TaskResult told(Certificate certificate) {
    return new SignedFacts(certificate)
        .told()
        .with("issuer", certificate.issuer().byName())
        .with("issuer_ordered", certificate.issuer().pairs())
        .with("not_before", certificate.notBefore())
        .with("not_after", certificate.notAfter())
        .with("serial_number", certificate.serial())
        .with("signature_algorithm", Signature.name(certificate.algorithm()))
        .with("version", certificate.version())
        .with("fingerprints", PublicKeyInfo.fingerprints(certificate.der()))
        .with("ocsp_uri", access(certificate, OCSP))
        .with("issuer_uri", access(certificate, ISSUERS));
  }

  private static @Nullable String access(Certificate certificate, String method) {
    return Optional.ofNullable(certificate.extensions().get(Oids.AUTHORITY_ACCESS)).stream()
        .flatMap(e -> e.value().parts().stream())
        .filter(a -> a.part(0).oid().equals(method) && a.part(1).tag() == 0x86)
        .map(a -> a.part(1).text())
        .findFirst()
        .orElse(null);
  }
}
