package dev.play.modules.crypto.acme;

import dev.play.value.Value;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Binds a new account to one that the CA has otherwise (RFC 8555, 7.3.4). */
public final class Binding {
  private static final Set<String> NAMES = Set.of("kid", "alg", "key");

  private Binding() {}

  /**
   * As the conversation takes it.
   *
   * @throws IllegalArgumentException when it is not whole
   */
  public static Map<String, String> of(Map<String, Value> given) {
    given.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "external_account_binding has kid, alg and key, not " + name);
            });
    String algorithm = text(given, "alg");
    if (!algorithm.matches("HS(256|384|512)")) {
      throw new IllegalArgumentException(
          "alg of external_account_binding is HS256, HS384 or HS512");
    }
    String key = text(given, "key").replaceFirst("=+$", "");
    try {
      if (Base64.getUrlDecoder().decode(key).length == 0) {
        throw new IllegalArgumentException("empty");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Key for external_account_binding must be Base64 URL encoded", e);
    }
    return Map.of("kid", text(given, "kid"), "alg", algorithm, "key", key);
  }

  private static String text(Map<String, Value> given, String name) {
    Value value = given.getOrDefault(name, Value.NONE);
    String text =
        switch (value) {
          case Value.Text(String t) -> t;
          case Value.Int(long number) -> Long.toString(number);
          case Value.Secret secret -> text(Map.of(name, secret.hidden()), name);
          default -> "";
        };
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "external_account_binding needs kid, alg and key, each a text");
    }
    return text;
  }
}
