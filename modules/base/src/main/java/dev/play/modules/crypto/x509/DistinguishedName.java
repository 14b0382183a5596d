package dev.play.modules.crypto.x509;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A name of a subject or issuer (RFC 5280, 4.1.2.4), as attributes in their order. */
public record DistinguishedName(List<Attribute> attributes) {
  private static final Map<String, Integer> LONGEST =
      Map.of(
          Oids.COMMON_NAME,
          64,
          "2.5.4.5",
          64,
          "2.5.4.6",
          2,
          "2.5.4.7",
          128,
          "2.5.4.8",
          128,
          "2.5.4.10",
          64,
          "2.5.4.11",
          64,
          "2.5.4.12",
          64,
          "1.2.840.113549.1.9.1",
          128);
  private static final String COUNTRY = "2.5.4.6";

  /** One attribute by its identifier. */
  public record Attribute(String oid, String value) {
    /**
     * One that a task asks for.
     *
     * @throws IllegalArgumentException when there is no such attribute, or it takes no such value
     */
    public static Attribute asked(String name, String value) {
      String oid =
          Oids.attribute(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Cannot find OID for '" + name + "': not a name of a subject's part"));
      Der.oid(oid);
      int most = LONGEST.getOrDefault(oid, 32768);
      if (value.isEmpty() || value.codePointCount(0, value.length()) > most) {
        throw new IllegalArgumentException(
            Oids.attributeName(oid) + " has 1 to " + most + " characters");
      }
      if (oid.equals(COUNTRY) && !value.matches("[A-Za-z]{2}")) {
        throw new IllegalArgumentException("Country name must be a 2 character country code");
      }
      if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException(name + " holds a control character");
      }
      if (oid.matches("1\\.2\\.840\\.113549\\.1\\.9\\.1|0\\.9\\.2342\\.19200300\\.100\\.1\\.25")
          && value.chars().anyMatch(c -> c > 0x7e)) {
        throw new IllegalArgumentException(name + " holds a character outside of ASCII");
      }
      return new Attribute(oid, value);
    }
  }

  public DistinguishedName {
    attributes = List.copyOf(attributes);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DistinguishedName of(Der der) {
    List<Attribute> out = new ArrayList<>();
    for (Der set : der.parts()) {
      for (Der each : set.parts()) {
        out.add(new Attribute(each.part(0).oid(), each.part(1).text()));
      }
    }
    return new DistinguishedName(out);
  }

  /**
   * Reads {@code CN=a,O=b} or {@code /CN=a/O=b}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DistinguishedName parse(String text) {
    boolean slashes = text.startsWith("/");
    List<Attribute> out = new ArrayList<>();
    for (String part : split(slashes ? text.substring(1) : text, slashes ? '/' : ',')) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Error while parsing distinguished name '" + text + "'");
      }
      out.add(
          Attribute.asked(part.substring(0, equals).strip(), part.substring(equals + 1).strip()));
    }
    return new DistinguishedName(slashes ? out : out.reversed());
  }

  private static List<String> split(String text, char separator) {
    List<String> out = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == separator) {
        out.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    out.add(part.toString());
    return out;
  }

  /** With the types that openssl gives to strings. */
  public Der der() {
    return Der.of(
        Der.SEQUENCE,
        attributes.stream().map(a -> Der.of(Der.SET, List.of(attribute(a)))).toList());
  }

  private static Der attribute(Attribute each) {
    int tag =
        switch (each.oid()) {
          case "2.5.4.5", COUNTRY, "2.5.4.46" -> 0x13;
          case "1.2.840.113549.1.9.1", "0.9.2342.19200300.100.1.25" -> Der.IA5;
          default -> Der.UTF8;
        };
    return Der.sequence(Der.oid(each.oid()), Der.text(tag, each.value()));
  }

  /** As openssl's configuration takes it. */
  public String config() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < attributes.size(); i++) {
      Attribute each = attributes.get(i);
      out.append(i).append('.').append(each.oid()).append(" = \"");
      each.value()
          .codePoints()
          .forEach(
              c -> {
                if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                  out.append('\\');
                }
                out.appendCodePoint(c);
              });
      out.append("\"\n");
    }
    return out.toString();
  }

  /** Whether the same attributes are in it, in any order. */
  public boolean isLike(DistinguishedName other) {
    return new HashSet<>(attributes).equals(new HashSet<>(other.attributes));
  }

  /** Long names and values, in order. */
  public List<List<String>> pairs() {
    return attributes.stream().map(a -> List.of(Oids.attributeName(a.oid()), a.value())).toList();
  }

  /** By long name; of several of a name the last. */
  public Map<String, String> byName() {
    Map<String, String> out = new LinkedHashMap<>();
    attributes.forEach(a -> out.put(Oids.attributeName(a.oid()), a.value()));
    return out;
  }

  /** The first of an attribute's values. */
  public Optional<String> first(String oid) {
    return attributes.stream().filter(a -> a.oid().equals(oid)).map(Attribute::value).findFirst();
  }

  /** As RFC 4514 writes it. */
  public String rfc4514() {
    List<String> parts = new ArrayList<>();
    for (Attribute each : attributes.reversed()) {
      String name = Oids.attributeLetters(each.oid()).orElse(Oids.attributeName(each.oid()));
      parts.add(name + "=" + each.value().replaceAll("([\\\\,+\"<>;])", "\\\\$1"));
    }
    return String.join(",", parts);
  }
}
