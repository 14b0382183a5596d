package dev.play.modules.crypto.acme;

import dev.play.module.ModuleFailure;
import dev.play.modules.crypto.x509.Oids;
import dev.play.modules.crypto.x509.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request for a certificate asks to be certified, in an order's words. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * The common name first, then the alternative names in their order.
   *
   * @throws ModuleFailure where there are names that ACME does not certify, or none
   */
  public static List<Map<String, String>> of(Request request) {
    Set<Map<String, String>> out = new LinkedHashSet<>();
    request.subject().first(Oids.COMMON_NAME).ifPresent(cn -> out.add(named(cn)));
    for (String name : request.names()) {
      int colon = name.indexOf(':');
      String type = name.substring(0, Math.max(0, colon));
      String value = name.substring(colon + 1);
      switch (type) {
        case "DNS" -> out.add(identifier("dns", value));
        case "IP" -> out.add(identifier("ip", value));
        default -> throw new ModuleFailure("Found unsupported SAN identifier " + name);
      }
    }
    if (out.isEmpty()) {
      throw new ModuleFailure("the request names nothing that could be certified");
    }
    return new ArrayList<>(out);
  }

  private static Map<String, String> named(String commonName) {
    boolean address =
        commonName.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || commonName.contains(":");
    return identifier(address ? "ip" : "dns", commonName);
  }

  private static Map<String, String> identifier(String type, String value) {
    return Map.of("type", type, "value", value);
  }
}
