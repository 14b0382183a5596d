package dev.play.modules.directory.ldap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Distinguished names (RFC 4514) and filters (RFC 4515), as far as they are taken apart here. */
final class DistinguishedName {
  private DistinguishedName() {}

  /** A name's first part, and all behind it. */
  record Parts(String attribute, String value, String parent) {}

  /**
   * Takes a name apart; nothing where it has no parent, or its first part is of several attributes
   * or written in hexadecimal.
   */
  static Optional<Parts> parts(String dn) {
    int equals = dn.indexOf('=');
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    int i = equals + 1;
    for (; i < dn.length() && ",;+\"".indexOf(dn.charAt(i)) < 0; i++) {
      char c = dn.charAt(i);
      if (c == '\\' && i + 2 < dn.length() && isHex(dn, i + 1)) {
        value.write(Integer.parseInt(dn.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        int from = c == '\\' && i + 1 < dn.length() ? ++i : i;
        int end = dn.offsetByCodePoints(from, 1);
        value.writeBytes(dn.substring(from, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      }
    }
    String text = value.toString(StandardCharsets.UTF_8).strip();
    boolean plain = i < dn.length() && ",;".indexOf(dn.charAt(i)) >= 0 && !text.startsWith("#");
    return plain && !dn.substring(i + 1).isBlank()
        ? Optional.of(new Parts(dn.substring(0, equals).strip(), text, dn.substring(i + 1).strip()))
        : Optional.empty();
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0
        && Character.digit(text.charAt(at + 1), 16) >= 0;
  }

  /** What a filter compares an attribute with: no character of it means anything. */
  static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x20 || c == 0x7f || "*()\\".indexOf(c) >= 0) {
                out.append("\\%02x".formatted(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
