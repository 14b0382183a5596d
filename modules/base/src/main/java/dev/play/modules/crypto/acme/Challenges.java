package dev.play.modules.crypto.acme;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be put where for the challenges of an order (RFC 8555, 8; RFC 8737), as {@code
 * community.crypto.acme_certificate} tells it.
 *
 * @param thumbprint of the account's key
 */
public record Challenges(List<Value.Dict> authorizations, String thumbprint) {
  public Challenges {
    authorizations = List.copyOf(authorizations);
  }

  /** What an authorization is for, with the asterisk of a wildcard. */
  private static String name(Value.Dict authorization) {
    String value = identifier(authorization, "value");
    boolean wildcard = authorization.get("wildcard").equals(Optional.of(Value.of(true)));
    return wildcard ? "*." + value : value;
  }

  private static String identifier(Value.Dict authorization, String part) {
    return authorization
        .get("identifier")
        .flatMap(v -> v instanceof Value.Dict d ? Answer.text(d, part) : Optional.empty())
        .orElse("");
  }

  /** The authorizations by what they are for. */
  public Map<String, Value> byName() {
    Map<String, Value> out = new LinkedHashMap<>();
    authorizations.forEach(a -> out.put(name(a), a));
    return out;
  }

  /** What is to be done, by what it is for and by kind, of what is not proved yet. */
  public Map<String, Map<String, Map<String, String>>> data() {
    Map<String, Map<String, Map<String, String>>> out = new LinkedHashMap<>();
    for (Value.Dict authorization : authorizations) {
      if (!Answer.text(authorization, "status").equals(Optional.of("valid"))) {
        Map<String, Map<String, String>> kinds = new LinkedHashMap<>();
        for (Value.Dict challenge : Answer.dicts(authorization, "challenges")) {
          String kind = Answer.text(challenge, "type").orElse("");
          String token = Answer.text(challenge, "token").orElse("");
          Map<String, String> todo = todo(authorization, kind, token);
          if (!todo.isEmpty()) {
            kinds.put(kind, todo);
          }
        }
        out.put(name(authorization), kinds);
      }
    }
    return out;
  }

  private Map<String, String> todo(Value.Dict authorization, String kind, String token) {
    String answer = token + "." + thumbprint;
    byte[] digest = AccountKey.sha256(answer);
    Map<String, String> out = new LinkedHashMap<>();
    switch (kind) {
      case "http-01" -> {
        out.put("resource", ".well-known/acme-challenge/" + token);
        out.put("resource_value", answer);
      }
      case "dns-01" -> {
        out.put("resource", "_acme-challenge");
        out.put("resource_value", AccountKey.base64(digest));
        out.put("record", "_acme-challenge." + identifier(authorization, "value"));
      }
      case "tls-alpn-01" -> {
        String value = identifier(authorization, "value");
        String type = identifier(authorization, "type");
        out.put("resource", type.equals("ip") ? reversed(value) : value);
        out.put("resource_original", type + ":" + value);
        out.put("resource_value", Base64.getEncoder().encodeToString(digest));
      }
      default -> {} // a kind that nobody here knows how to meet
    }
    return out;
  }

  /** The name that an address has for a server name (RFC 8738, 6). */
  static String reversed(String address) {
    List<String> parts = new ArrayList<>();
    if (!address.contains(":")) {
      parts.addAll(List.of(address.split("\\.")).reversed());
      return String.join(".", parts) + ".in-addr.arpa";
    }
    String[] sides = address.split("::", 2);
    List<String> before = groups(sides[0]);
    List<String> after = sides.length > 1 ? groups(sides[1]) : List.of();
    List<String> all = new ArrayList<>(before);
    while (all.size() + after.size() < 8) {
      all.add("0");
    }
    all.addAll(after);
    for (String group : all.reversed()) {
      String four = "0".repeat(Math.max(0, 4 - group.length())) + group;
      for (int i = 3; i >= 0; i--) {
        parts.add(four.substring(i, i + 1));
      }
    }
    return String.join(".", parts).toLowerCase(Locale.ROOT) + ".ip6.arpa";
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":"));
  }

  /** The texts of each DNS record, for challenges of that kind. */
  public Map<String, List<String>> records() {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (Map<String, Map<String, String>> kinds : data().values()) {
      Map<String, String> todo = kinds.getOrDefault("dns-01", Map.of());
      if (!todo.isEmpty()) {
        out.computeIfAbsent(todo.getOrDefault("record", ""), r -> new ArrayList<>())
            .add(todo.getOrDefault("resource_value", ""));
      }
    }
    return out;
  }
}
