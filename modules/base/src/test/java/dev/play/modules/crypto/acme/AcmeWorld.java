package dev.play.modules.crypto.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.play.modules.crypto.acme.SignedMessage.Refusal;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The customers of a CA. What it is like its words say: each key has an account ({@code known},
 * with the contact {@code mailto:old@example.org}; {@code ended}: deactivated) or gets none without
 * a binding ({@code bound}, with kid {@code k} and the secret {@code secret}); several may have one
 * ({@code shared}); orders are listed ({@code listed}) and certificates stay ({@code keeps});
 * profiles are known ({@code profiles}), and what renews ({@code ari}): at a time that is {@code
 * over}, has {@code begun}, is {@code ending} or {@code odd}. See also {@link Customer}.
 */
final class AcmeWorld {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;
  private final Set<String> words;
  private final Authority authority;
  private final Set<String> nonces = new HashSet<>();
  private final List<Customer> customers = new ArrayList<>();
  private final Set<String> revoked = new HashSet<>();
  private int messages;

  AcmeWorld(String base, String words, Authority authority) {
    this.base = base + "/-/";
    this.words = Set.of(words.split("-"));
    this.authority = authority;
  }

  /** A request. */
  record Asked(String method, String what, Headers headers, String body) {}

  /** An answer. */
  record Said(int status, String type, String body, Map<String, List<String>> headers) {
    static Said json(int status, JsonNode body) {
      return new Said(status, "application/json", body.toString(), Map.of());
    }

    static Said problem(Refusal no) {
      ObjectNode body = JSON.createObjectNode();
      body.put("type", "urn:ietf:params:acme:error:" + no.type).put("detail", no.getMessage());
      return new Said(no.status, "application/problem+json", body.toString(), Map.of());
    }

    Said with(String name, String... values) {
      Map<String, List<String>> all = new LinkedHashMap<>(headers);
      all.put(name, List.of(values));
      return new Said(status, type, body, all);
    }
  }

  private boolean has(String word) {
    return words.contains(word);
  }

  String nonce() {
    String nonce = "nonce" + nonces.size() + "-" + System.nanoTime();
    nonces.add(nonce);
    return nonce;
  }

  Said answer(Asked asked) {
    if (asked.what().equals("directory")) {
      return Said.json(200, directory());
    }
    if (asked.what().equals("new-nonce")) {
      return new Said(asked.method().equals("HEAD") ? 200 : 204, "text/plain", "", Map.of());
    }
    if (asked.what().startsWith("renewal/") && asked.method().equals("GET")) {
      return Said.json(200, window(asked.what()));
    }
    if (!asked.method().equals("POST")) {
      throw new Refusal(405, "malformed", "nothing else is to be had by " + asked.method());
    }
    if (!"application/jose+json".equals(asked.headers().getFirst("Content-Type"))) {
      throw new Refusal(415, "malformed", "not application/jose+json");
    }
    SignedMessage message = SignedMessage.read(asked.body());
    if (!message.word("url").equals(base + asked.what())) {
      throw new Refusal(401, "unauthorized", "signed for " + message.word("url"));
    }
    if (!nonces.remove(message.word("nonce")) || ++messages % 4 == 0) {
      throw new Refusal(400, "badNonce", "another nonce, please");
    }
    if (message.head().has("jwk") == message.head().has("kid") || message.head().size() != 4) {
      throw new Refusal(400, "malformed", "either jwk or kid");
    }
    if (asked.what().equals("new-account")) {
      return newAccount(message);
    }
    if (asked.what().equals("revoke-cert")) {
      return revoke(message);
    }
    Customer customer = customer(message);
    if (asked.what().equals("key-change")) {
      return newKey(customer, message);
    }
    return customer.answer(asked, message);
  }

  /** By an account, or by who has the certificate's key. */
  private Said revoke(SignedMessage message) {
    JsonNode jwk = message.head().path("jwk");
    if (jwk.isMissingNode()) {
      customer(message);
    } else {
      message.requireSignedBy(jwk);
    }
    JsonNode said = message.said();
    int reason = said.path("reason").asInt();
    if (reason == 7 || said.has("reason") && !said.path("reason").isInt()) {
      throw new Refusal(400, "badRevocationReason", "not a reason: " + said.path("reason"));
    }
    Der der = Der.read(Base64.getUrlDecoder().decode(said.path("certificate").asText()));
    if (!revoked.add(Pem.of("CERTIFICATE", der))) {
      throw new Refusal(400, "alreadyRevoked", "it is revoked");
    }
    return new Said(200, "text/plain", "", Map.of());
  }

  private ObjectNode directory() {
    ObjectNode out = JSON.createObjectNode();
    out.put("newNonce", base + "new-nonce").put("newAccount", base + "new-account");
    out.put("newOrder", base + "new-order").put("keyChange", base + "key-change");
    if (!has("keeps")) {
      out.put("revokeCert", base + "revoke-cert");
    }
    if (has("ari")) {
      out.put("renewalInfo", base + "renewal");
    }
    ObjectNode meta = out.putObject("meta").put("termsOfService", "http://terms.example.org/");
    meta.put("externalAccountRequired", has("bound"));
    if (has("profiles")) {
      meta.putObject("profiles").put("short", "for a week").put("classic", "as ever");
    }
    return out;
  }

  /** When a certificate is to be renewed (RFC 9773, 4.2). */
  private ObjectNode window(String what) {
    if (!what.matches("renewal/[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+")) {
      throw new Refusal(404, "malformed", "that is no identifier of a certificate");
    }
    ObjectNode out = JSON.createObjectNode();
    ObjectNode window = out.putObject("suggestedWindow");
    // The same for all of a day: what a check is told is what a run is told.
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    if (has("over")) {
      window.put("start", "2025-01-02T04:00:00Z").put("end", "2025-01-03T04:00:00+01:00");
      return out.put("explanationURL", "http://why.example.org/");
    }
    if (has("begun")) {
      window.put("start", today.minusDays(1) + "T00:00:00Z").put("end", "9999-01-03T04:00:00Z");
    } else if (has("ending")) {
      window.put("start", "0001-01-03T04:00:00Z").put("end", today.plusDays(1) + "T00:00:00Z");
    } else if (has("odd")) {
      window.put("start", "yesterday");
    } else {
      throw new Refusal(404, "malformed", "there is no certificate like that");
    }
    return out;
  }

  private Customer customer(SignedMessage message) {
    String kid = message.word("kid");
    int number = number(kid.replace(base + "account/", ""), customers.size());
    Customer customer = customers.get(number);
    message.requireSignedBy(customer.jwk);
    customer.requireValid(403);
    return customer;
  }

  static int number(String text, int size) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > size) {
      throw new Refusal(404, "malformed", "there is no " + text);
    }
    return Integer.parseInt(text) - 1;
  }

  private Said newAccount(SignedMessage message) {
    JsonNode jwk = message.head().path("jwk");
    message.requireSignedBy(jwk);
    JsonNode said = message.said();
    Optional<Customer> known = customers.stream().filter(c -> c.jwk.equals(jwk)).findFirst();
    if (known.isEmpty() && (has("known") || has("ended"))) {
      known = Optional.of(add(jwk, SignedMessage.json("[\"mailto:old@example.org\"]")));
    }
    if (known.isPresent()) {
      known.get().requireValid(401);
      return Said.json(200, known.get().account).with("Location", known.get().uri);
    }
    if (said.path("onlyReturnExisting").asBoolean()) {
      throw new Refusal(400, "accountDoesNotExist", "no account has this key");
    }
    if (!said.path("termsOfServiceAgreed").asBoolean()) {
      throw new Refusal(403, "userActionRequired", "the terms are not agreed to");
    }
    if (has("bound")) {
      bind(said, jwk);
    }
    Customer made = add(jwk, said.path("contact"));
    return Said.json(201, made.account).with("Location", made.uri);
  }

  private Customer add(JsonNode jwk, JsonNode contact) {
    ObjectNode account =
        JSON.createObjectNode().put("status", has("ended") ? "deactivated" : "valid");
    account.set("contact", contact);
    String uri = base + "account/" + (customers.size() + 1);
    Customer customer = new Customer(base, uri, words, authority, account, jwk);
    customers.add(customer);
    return customer;
  }

  private void bind(JsonNode said, JsonNode jwk) {
    if (!said.has("externalAccountBinding")) {
      throw new Refusal(403, "externalAccountRequired", "a binding is needed");
    }
    SignedMessage binding = SignedMessage.read(said.path("externalAccountBinding"));
    binding.requireBoundBy("secret".getBytes(StandardCharsets.UTF_8));
    if (!binding.word("kid").equals("k")
        || !binding.word("url").equals(base + "new-account")
        || !binding.said().equals(jwk)) {
      throw new Refusal(403, "unauthorized", "the binding is of something else");
    }
  }

  private Said newKey(Customer customer, SignedMessage message) {
    SignedMessage inner = SignedMessage.read(message.said());
    JsonNode jwk = inner.head().path("jwk");
    inner.requireSignedBy(jwk);
    JsonNode said = inner.said();
    if (!inner.word("url").equals(message.word("url"))
        || inner.head().has("nonce")
        || !said.path("account").asText().equals(customer.uri)
        || !said.path("oldKey").equals(customer.jwk)) {
      throw new Refusal(400, "malformed", "not how keys are changed");
    }
    if (customers.stream().anyMatch(c -> c.jwk.equals(jwk)) && !has("shared")) {
      throw new Refusal(409, "malformed", "the key has an account");
    }
    customer.jwk = jwk;
    return Said.json(200, customer.account);
  }
}
