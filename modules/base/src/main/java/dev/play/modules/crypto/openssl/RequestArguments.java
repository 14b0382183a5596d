package dev.play.modules.crypto.openssl;

import dev.play.module.Param;
import dev.play.modules.crypto.x509.DistinguishedName;
import dev.play.modules.crypto.x509.DistinguishedName.Attribute;
import dev.play.modules.crypto.x509.Extension;
import dev.play.modules.crypto.x509.Oids;
import dev.play.modules.crypto.x509.Wanted;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request for a certificate is to say. */
public record RequestArguments(
    @Param(value = "digest that it is signed with", def = "sha256") String digest,
    @Param(value = "version of the format", def = "1", choices = "1") int version,
    @Param("parts of the subject by name; a list for several of a name")
        Optional<Map<String, Value>> subject,
    @Param("the same as a list of dictionaries, in order")
        Optional<List<Value.Dict>> subjectOrdered,
    @Param(
            value = "countryName of the subject",
            aliases = {"C", "countryName"})
        Optional<String> countryName,
    @Param(
            value = "stateOrProvinceName of the subject",
            aliases = {"ST", "stateOrProvinceName"})
        Optional<String> stateOrProvinceName,
    @Param(
            value = "localityName of the subject",
            aliases = {"L", "localityName"})
        Optional<String> localityName,
    @Param(
            value = "organizationName of the subject",
            aliases = {"O", "organizationName"})
        Optional<String> organizationName,
    @Param(
            value = "organizationalUnitName of the subject",
            aliases = {"OU", "organizationalUnitName"})
        Optional<String> organizationalUnitName,
    @Param(
            value = "commonName of the subject",
            aliases = {"CN", "commonName"})
        Optional<String> commonName,
    @Param(
            value = "emailAddress of the subject",
            aliases = {"E", "emailAddress"})
        Optional<String> emailAddress,
    @Param(
            value = "what it is for: DNS:, IP:, email:, URI:, RID:, dirName:, otherName:",
            aliases = "subjectAltName")
        Optional<List<String>> subjectAltName,
    @Param(value = "whether that is critical", def = "false", aliases = "subjectAltName_critical")
        boolean subjectAltNameCritical,
    @Param(
            value = "without subject_alt_name take the common name for it",
            def = "true",
            aliases = "useCommonNameForSAN")
        boolean useCommonNameForSan,
    @Param(value = "what the key may be used for", aliases = "keyUsage")
        Optional<List<String>> keyUsage,
    @Param(value = "whether that is critical", def = "false", aliases = "keyUsage_critical")
        boolean keyUsageCritical,
    @Param(
            value = "what the certificate may be used for",
            aliases = {"extKeyUsage", "extendedKeyUsage"})
        Optional<List<String>> extendedKeyUsage,
    @Param(
            value = "whether that is critical",
            def = "false",
            aliases = {"extKeyUsage_critical", "extendedKeyUsage_critical"})
        boolean extendedKeyUsageCritical,
    @Param(value = "CA:TRUE or CA:FALSE, and pathlen:N", aliases = "basicConstraints")
        Optional<List<String>> basicConstraints,
    @Param(value = "whether that is critical", def = "false", aliases = "basicConstraints_critical")
        boolean basicConstraintsCritical,
    @Param(value = "ask for OCSP stapling", def = "false", aliases = "ocspMustStaple")
        boolean ocspMustStaple,
    @Param(value = "whether that is critical", def = "false", aliases = "ocspMustStaple_critical")
        boolean ocspMustStapleCritical,
    @Param("where names below a CA must lie") Optional<List<String>> nameConstraintsPermitted,
    @Param("where names below a CA must not lie") Optional<List<String>> nameConstraintsExcluded,
    @Param(value = "whether that is critical", def = "false") boolean nameConstraintsCritical,
    @Param(value = "make an identifier of the key", def = "false")
        boolean createSubjectKeyIdentifier,
    @Param("identifier of the key, in hexadecimal") Optional<String> subjectKeyIdentifier,
    @Param("identifier of the CA's key, in hexadecimal") Optional<String> authorityKeyIdentifier,
    @Param("names of the CA's certificate's issuer") Optional<List<String>> authorityCertIssuer,
    @Param("serial number of the CA's certificate") Optional<String> authorityCertSerialNumber,
    @Param("where lists of revoked certificates are: full_name, relative_name, crl_issuer, reasons")
        Optional<List<Value.Dict>> crlDistributionPoints) {
  public RequestArguments {
    Digest.require(digest);
    if (subjectOrdered.isPresent()
        && (subject.isPresent()
            || Stream.of(
                    countryName,
                    stateOrProvinceName,
                    localityName,
                    organizationName,
                    organizationalUnitName,
                    commonName,
                    emailAddress)
                .anyMatch(Optional::isPresent))) {
      throw new IllegalArgumentException(
          "subject_ordered cannot be combined with any other subject field option");
    }
    if (createSubjectKeyIdentifier && subjectKeyIdentifier.isPresent()) {
      throw new IllegalArgumentException(
          "subject_key_identifier cannot be specified if create_subject_key_identifier is true");
    }
    if (authorityCertIssuer.isPresent() != authorityCertSerialNumber.isPresent()) {
      throw new IllegalArgumentException(
          "authority_cert_issuer and authority_cert_serial_number belong together");
    }
    if (authorityCertSerialNumber.filter(n -> !n.matches("[0-9]{1,60}")).isPresent()) {
      throw new IllegalArgumentException("authority_cert_serial_number is a number");
    }
  }

  /**
   * Tells what of it cannot be.
   *
   * @throws IllegalArgumentException when something cannot
   */
  public void check() {
    name();
    extensions();
  }

  /** The subject. */
  public DistinguishedName name() {
    List<Attribute> out = new ArrayList<>();
    Map<String, Optional<String>> own = new LinkedHashMap<>();
    own.put("C", countryName);
    own.put("ST", stateOrProvinceName);
    own.put("L", localityName);
    own.put("O", organizationName);
    own.put("OU", organizationalUnitName);
    own.put("CN", commonName);
    own.put("email", emailAddress);
    own.forEach(
        (name, value) ->
            value.filter(v -> !v.isEmpty()).ifPresent(v -> out.add(Attribute.asked(name, v))));
    subjectOrdered
        .orElse(List.of())
        .forEach(
            d -> {
              if (d.entries().size() != 1) {
                throw new IllegalArgumentException(
                    "each entry of subject_ordered has one name in it");
              }
              out.addAll(Wanted.attributes(texts(d)));
            });
    out.addAll(Wanted.attributes(subject.orElse(Map.of())));
    return new DistinguishedName(out);
  }

  private static Map<String, Value> texts(Value.Dict dict) {
    Map<String, Value> out = new LinkedHashMap<>();
    dict.entries()
        .forEach((k, v) -> out.put(k instanceof Value.Text(String name) ? name : k.toString(), v));
    return out;
  }

  /** Names of what it is for. */
  public List<String> names() {
    List<String> given = subjectAltName.orElse(List.of());
    if (!given.isEmpty() || !useCommonNameForSan) {
      return given;
    }
    return name().first(Oids.COMMON_NAME).map(cn -> List.of("DNS:" + cn)).orElse(List.of());
  }

  /** Its extensions but for an identifier that is made of the key. */
  public Map<String, Extension> extensions() {
    Map<String, Extension> out = new LinkedHashMap<>();
    if (!names().isEmpty()) {
      out.put(Oids.SUBJECT_ALT_NAME, new Extension(subjectAltNameCritical, Wanted.names(names())));
    }
    present(keyUsage)
        .ifPresent(
            u -> out.put(Oids.KEY_USAGE, new Extension(keyUsageCritical, Wanted.keyUsage(u))));
    present(extendedKeyUsage)
        .ifPresent(
            u ->
                out.put(
                    Oids.EXTENDED_KEY_USAGE,
                    new Extension(extendedKeyUsageCritical, Wanted.purposes(u))));
    present(basicConstraints)
        .ifPresent(
            c ->
                out.put(
                    Oids.BASIC_CONSTRAINTS,
                    new Extension(basicConstraintsCritical, Wanted.constraints(c))));
    if (ocspMustStaple) {
      out.put(Oids.TLS_FEATURE, new Extension(ocspMustStapleCritical, Wanted.mustStaple()));
    }
    List<String> permitted = nameConstraintsPermitted.orElse(List.of());
    List<String> excluded = nameConstraintsExcluded.orElse(List.of());
    if (!permitted.isEmpty() || !excluded.isEmpty()) {
      out.put(
          Oids.NAME_CONSTRAINTS,
          new Extension(nameConstraintsCritical, Wanted.nameConstraints(permitted, excluded)));
    }
    identifiers(out);
    present(crlDistributionPoints)
        .ifPresent(p -> out.put(Oids.CRL_POINTS, new Extension(false, Wanted.revocation(p))));
    return out;
  }

  private void identifiers(Map<String, Extension> out) {
    subjectKeyIdentifier.ifPresent(
        hex ->
            out.put(Oids.SUBJECT_KEY_IDENTIFIER, new Extension(false, Wanted.keyIdentifier(hex))));
    if (authorityKeyIdentifier.isPresent() || authorityCertIssuer.isPresent()) {
      out.put(
          Oids.AUTHORITY_KEY_IDENTIFIER,
          new Extension(
              false,
              Wanted.authority(
                  authorityKeyIdentifier,
                  authorityCertIssuer.orElse(List.of()),
                  authorityCertSerialNumber.map(BigInteger::new))));
    }
  }

  private static <T> Optional<List<T>> present(Optional<List<T>> list) {
    return list.filter(l -> !l.isEmpty());
  }
}
