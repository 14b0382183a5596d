package dev.play.modules.crypto.acme;

import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.DistinguishedName.Attribute;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which of several chains is wanted: one with a certificate of which all that is given holds. */
public final class ChainChoice {
  private static final Set<String> NAMES =
      Set.of(
          "test_certificates",
          "issuer",
          "subject",
          "subject_key_identifier",
          "authority_key_identifier");

  private ChainChoice() {}

  /**
   * As the conversation takes it.
   *
   * @throws IllegalArgumentException when there is no such condition
   */
  public static Map<String, Object> of(Value.Dict given) {
    Map<String, Object> out = new TreeMap<>();
    out.put("which", "all");
    given.entries().forEach((name, value) -> put(out, text("a condition", name), value));
    return out;
  }

  private static void put(Map<String, Object> out, String name, Value value) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("select_chain has no condition " + name);
    }
    if (value instanceof Value.None) {
      return;
    }
    switch (name) {
      case "test_certificates" -> {
        String which = text(name, value);
        if (!which.matches("first|last|all")) {
          throw new IllegalArgumentException("test_certificates is first, last or all");
        }
        out.put("which", which);
      }
      case "issuer", "subject" -> out.put(name, attributes(name, value));
      default -> out.put(name.replace("_identifier", ""), hex(name, text(name, value)));
    }
  }

  private static List<List<String>> attributes(String name, Value value) {
    if (!(value instanceof Value.Dict parts)) {
      throw new IllegalArgumentException(name + " of select_chain is a dictionary");
    }
    List<List<String>> out = new ArrayList<>();
    parts
        .entries()
        .forEach(
            (part, wanted) -> {
              Attribute one = Attribute.asked(text(name, part), text(name, wanted));
              byte[] oid = Der.oid(one.oid()).content();
              out.add(List.of(HexFormat.of().formatHex(oid), one.value()));
            });
    return out;
  }

  private static String hex(String name, String text) {
    if (!text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})*")) {
      throw new IllegalArgumentException(name + " is of the form A8:4A:6A, not " + text);
    }
    return text.replace(":", "").toLowerCase(Locale.ROOT);
  }

  private static String text(String name, Value value) {
    if (value instanceof Value.Text(String text) && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(name + " of select_chain takes a text");
  }
}
