package dev.play.modules.directory.ldap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * LDIF (RFC 2849), read and written. What is written is in base 64: no text can break out of it.
 */
public final class Ldif {
  /**
   * An entry as it is.
   *
   * @param attributes their values by their names in small letters
   */
  public record Entry(String dn, Map<String, List<String>> attributes) {
    public Entry {
      attributes = Map.copyOf(attributes);
    }

    /** An attribute's values; none where it is not there. */
    public List<String> values(String name) {
      return attributes.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
  }

  private final StringBuilder out = new StringBuilder();

  /** A record about an entry. */
  public static Ldif about(String dn, String changetype) {
    return new Ldif().value("dn", dn).line("changetype: " + changetype);
  }

  /** A line with a value. */
  public Ldif value(String name, String value) {
    String coded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return line(name + ":: " + coded);
  }

  /** A line as it is. */
  public Ldif line(String text) {
    out.append(text).append('\n');
    return this;
  }

  public String text() {
    return out.toString();
  }

  /** The entries of a text without folded lines. */
  public static List<Entry> read(String text) {
    List<Entry> entries = new ArrayList<>();
    String dn = "";
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (String line : (text + "\n\n").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (line.isEmpty() && !dn.isEmpty()) {
        entries.add(new Entry(dn, attributes));
        dn = "";
        attributes = new LinkedHashMap<>();
      } else if (colon > 0 && !line.startsWith("#")) {
        String value = plain(line.substring(colon + 1));
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (name.equals("dn")) {
          dn = value;
        } else {
          attributes.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
      }
    }
    return entries;
  }

  private static String plain(String behind) {
    String value = behind.strip();
    return value.startsWith(":")
        ? new String(Base64.getDecoder().decode(value.substring(1).strip()), StandardCharsets.UTF_8)
        : value;
  }
}
