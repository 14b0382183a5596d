package dev.play.modules.crypto.x509;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An extension of a request or certificate (RFC 5280, 4.2).
 *
 * @param value what its octets hold
 */
public record Extension(boolean critical, Der value) {
  /**
   * Those of a list, by identifier.
   *
   * @throws IllegalArgumentException when it is no such list
   */
  static Map<String, Extension> all(Der list) {
    Map<String, Extension> out = new LinkedHashMap<>();
    for (Der each : list.parts()) {
      List<Der> parts = each.parts();
      boolean flagged = parts.size() == 3;
      out.put(
          each.part(0).oid(),
          new Extension(
              flagged && parts.get(1).content()[0] != 0,
              Der.read(parts.get(flagged ? 2 : 1).content())));
    }
    return out;
  }

  /** Whether it says the same as another of its kind; names and purposes in any order. */
  public boolean isLike(String oid, Extension other) {
    return critical == other.critical && said(oid).equals(other.said(oid));
  }

  private List<String> said(String oid) {
    return switch (oid) {
      case Oids.SUBJECT_ALT_NAME, Oids.EXTENDED_KEY_USAGE -> GeneralName.sorted(value);
      case Oids.NAME_CONSTRAINTS -> {
        List<String> out = new ArrayList<>();
        for (Der side : value.parts()) {
          out.add(side.tag() + ":" + GeneralName.sorted(side));
        }
        yield out;
      }
      default -> List.of(value.hex());
    };
  }

  /** As openssl's configuration takes it. */
  public String config(String oid) {
    return oid + " = " + (critical ? "critical," : "") + "DER:" + value.hex() + "\n";
  }
}
