package dev.play.modules.crypto.x509;

import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Extensions made of what a task asks for. */
public final class Wanted {
  private static final List<List<String>> USAGES =
      List.of(
          List.of("Digital Signature", "digitalSignature"),
          List.of("Non Repudiation", "nonRepudiation", "Content Commitment", "contentCommitment"),
          List.of("Key Encipherment", "keyEncipherment"),
          List.of("Data Encipherment", "dataEncipherment"),
          List.of("Key Agreement", "keyAgreement"),
          List.of("Certificate Sign", "keyCertSign", "Key Cert Sign"),
          List.of("CRL Sign", "cRLSign"),
          List.of("Encipher Only", "encipherOnly"),
          List.of("Decipher Only", "decipherOnly"));
  private static final List<String> REASONS =
      List.of(
          "unused",
          "key_compromise",
          "ca_compromise",
          "affiliation_changed",
          "superseded",
          "cessation_of_operation",
          "certificate_hold",
          "privilege_withdrawn",
          "aa_compromise");

  private Wanted() {}

  /** Names of what a certificate is for. */
  public static Der names(List<String> names) {
    return Der.of(Der.SEQUENCE, names.stream().map(GeneralName::parse).toList());
  }

  /** What a key may be used for. */
  public static Der keyUsage(List<String> names) {
    List<Integer> bits = new ArrayList<>();
    for (String name : names) {
      int bit = -1;
      for (int i = 0; i < USAGES.size(); i++) {
        if (USAGES.get(i).stream().anyMatch(name.strip()::equalsIgnoreCase)) {
          bit = i;
        }
      }
      if (bit < 0) {
        throw new IllegalArgumentException("there is no key usage '" + name + "'");
      }
      bits.add(bit);
    }
    return Der.bits(bits);
  }

  /** Names of the uses that are set. */
  public static List<String> keyUsages(Der value) {
    return value.flags().stream()
        .filter(i -> i < USAGES.size())
        .map(i -> USAGES.get(i).getFirst())
        .toList();
  }

  /** What a certificate may be used for. */
  public static Der purposes(List<String> names) {
    return Der.of(
        Der.SEQUENCE,
        names.stream()
            .map(
                n ->
                    Der.oid(
                        Oids.purpose(n.strip())
                            .orElseThrow(
                                () ->
                                    new IllegalArgumentException(
                                        "there is no extended key usage '" + n + "'"))))
            .toList());
  }

  /** From {@code CA:TRUE} and {@code pathlen:0}. */
  public static Der constraints(List<String> words) {
    boolean ca = false;
    Optional<Integer> length = Optional.empty();
    for (String word : words) {
      String clean = word.strip();
      if (clean.toUpperCase(Locale.ROOT).matches("CA:(TRUE|FALSE)")) {
        ca = clean.substring(3).equalsIgnoreCase("TRUE");
      } else if (clean.matches("pathlen:[0-9]{1,4}")) {
        length = Optional.of(Integer.parseInt(clean.substring(8)));
      } else {
        throw new IllegalArgumentException("Unknown basic constraint \"" + word + "\"");
      }
    }
    List<Der> parts = new ArrayList<>();
    if (ca) {
      parts.add(Der.yes());
    }
    if (length.isPresent()) {
      if (!ca) {
        throw new IllegalArgumentException("pathlen is for CA:TRUE only");
      }
      parts.add(Der.integer(BigInteger.valueOf(length.get())));
    }
    return Der.of(Der.SEQUENCE, parts);
  }

  /** Where names must lie and must not. */
  public static Der nameConstraints(List<String> permitted, List<String> excluded) {
    List<Der> parts = new ArrayList<>();
    if (!permitted.isEmpty()) {
      parts.add(Der.of(0xa0, subtrees(permitted)));
    }
    if (!excluded.isEmpty()) {
      parts.add(Der.of(0xa1, subtrees(excluded)));
    }
    return Der.of(Der.SEQUENCE, parts);
  }

  private static List<Der> subtrees(List<String> names) {
    return names.stream().map(n -> Der.sequence(GeneralName.constraint(n))).toList();
  }

  /** Staple the answer of the certificate's OCSP server (RFC 7633). */
  public static Der mustStaple() {
    return Der.sequence(Der.integer(BigInteger.valueOf(5)));
  }

  /** An identifier in hexadecimal. */
  public static Der keyIdentifier(String hex) {
    return Der.of(Der.OCTETS, GeneralName.hex(hex.strip()));
  }

  /** Of the key that is to sign. */
  public static Der authority(
      Optional<String> hex, List<String> issuer, Optional<BigInteger> serial) {
    List<Der> parts = new ArrayList<>();
    hex.ifPresent(h -> parts.add(Der.of(0x80, GeneralName.hex(h.strip()))));
    if (!issuer.isEmpty()) {
      parts.add(Der.of(0xa1, issuer.stream().map(GeneralName::parse).toList()));
    }
    serial.ifPresent(s -> parts.add(Der.of(0x82, s.toByteArray())));
    return Der.of(Der.SEQUENCE, parts);
  }

  /** Where lists of revoked certificates are. */
  public static Der revocation(List<Value.Dict> points) {
    return Der.of(Der.SEQUENCE, points.stream().map(Wanted::point).toList());
  }

  private static Der point(Value.Dict point) {
    point
        .entries()
        .keySet()
        .forEach(
            k -> {
              if (!(k instanceof Value.Text(String name))
                  || !name.matches("full_name|relative_name|crl_issuer|reasons")) {
                throw new IllegalArgumentException(
                    "crl_distribution_points knows full_name, relative_name, crl_issuer, reasons");
              }
            });
    List<String> full = texts(point, "full_name");
    List<String> relative = texts(point, "relative_name");
    if (!full.isEmpty() && !relative.isEmpty()) {
      throw new IllegalArgumentException("full_name and relative_name exclude each other");
    }
    List<Der> parts = new ArrayList<>();
    if (!full.isEmpty()) {
      parts.add(Der.of(0xa0, List.of(Der.of(0xa0, parsed(full)))));
    } else if (!relative.isEmpty()) {
      List<Der> names =
          relative.stream()
              .flatMap(r -> DistinguishedName.parse(r).der().parts().stream())
              .flatMap(set -> set.parts().stream())
              .toList();
      parts.add(Der.of(0xa0, List.of(Der.of(0xa1, names))));
    }
    List<String> reasons = texts(point, "reasons");
    if (!reasons.isEmpty()) {
      parts.add(Der.of(0x81, Der.bits(reasons.stream().map(Wanted::reason).toList()).content()));
    }
    List<String> issuer = texts(point, "crl_issuer");
    if (!issuer.isEmpty()) {
      parts.add(Der.of(0xa2, parsed(issuer)));
    }
    if (full.isEmpty() && relative.isEmpty() && issuer.isEmpty()) {
      throw new IllegalArgumentException(
          "an entry of crl_distribution_points needs full_name, relative_name or crl_issuer");
    }
    return Der.of(Der.SEQUENCE, parts);
  }

  private static List<Der> parsed(List<String> names) {
    return names.stream().map(GeneralName::parse).toList();
  }

  private static int reason(String name) {
    int at = REASONS.indexOf(name);
    if (at < 1) {
      throw new IllegalArgumentException("there is no reason '" + name + "' for a revocation");
    }
    return at;
  }

  private static List<String> texts(Value.Dict dict, String name) {
    return switch (dict.get(name).orElse(Value.NONE)) {
      case Value.Sequence(List<Value> items) ->
          items.stream().map(i -> i instanceof Value.Text(String text) ? text : "").toList();
      case Value.Text(String text) -> List.of(text);
      case Value.None n -> List.of();
      case Value other -> throw new IllegalArgumentException(name + " is a list of texts");
    };
  }

  /** Entries of a dictionary as texts, several where it has a list. */
  public static List<DistinguishedName.Attribute> attributes(Map<String, Value> subject) {
    List<DistinguishedName.Attribute> out = new ArrayList<>();
    subject.forEach(
        (name, value) -> {
          List<Value> all =
              value instanceof Value.Sequence(List<Value> items) ? items : List.of(value);
          all.forEach(v -> out.add(DistinguishedName.Attribute.asked(name, text(name, v))));
        });
    return out;
  }

  private static String text(String name, Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Int(long number) -> Long.toString(number);
      case Value other -> throw new IllegalArgumentException(name + " of a subject is a text");
    };
  }
}
