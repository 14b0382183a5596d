package dev.play.modules.crypto.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.modules.crypto.acme.AcmeWorld.Asked;
import dev.play.modules.crypto.acme.AcmeWorld.Said;
import dev.play.modules.crypto.acme.SignedMessage.Refusal;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Pem;
import dev.play.modules.crypto.x509.Request;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account with its orders; numbers are its own. It begins with an order 1 for example.org and
 * www.example.org ({@code order}; {@code proved}: ready to be finished). Orders are refused ({@code
 * limited}: 429; {@code busy}: 503, once; {@code replaced}: where they replace a certificate), and
 * challenges found wrong ({@code wrong}).
 */
final class Customer {
  private static final ObjectMapper JSON = new ObjectMapper();

  final String uri;
  final ObjectNode account;
  JsonNode jwk;
  private final String base;
  private final Set<String> words;
  private final Authority authority;
  private final List<ObjectNode> orders = new ArrayList<>();
  private final Map<String, ObjectNode> authorizations = new LinkedHashMap<>();
  private final Map<String, String> certificates = new LinkedHashMap<>();
  private boolean wasBusy;

  Customer(
      String base,
      String uri,
      Set<String> words,
      Authority authority,
      ObjectNode account,
      JsonNode jwk) {
    this.base = base;
    this.uri = uri;
    this.words = words;
    this.authority = authority;
    this.account = account;
    this.jwk = jwk;
    if (words.contains("listed")) {
      account.put("orders", uri + "/orders");
    }
    if (words.contains("order") || words.contains("proved")) {
      ArrayNode names = JSON.createArrayNode();
      for (String name : List.of("example.org", "www.example.org")) {
        names.addObject().put("type", "dns").put("value", name);
      }
      order(names, words.contains("proved"));
      if (words.contains("listed")) {
        order(names, false);
      }
    }
  }

  void requireValid(int otherwise) {
    if (!account.path("status").asText().equals("valid")) {
      throw new Refusal(otherwise, "unauthorized", "the account is deactivated");
    }
  }

  Said answer(Asked asked, SignedMessage message) {
    String[] path = asked.what().split("/");
    return switch (path[0]) {
      case "account" -> path.length > 2 ? listed(path, message) : change(message);
      case "new-order" -> newOrder(message.said());
      case "order" -> {
        ObjectNode order = orders.get(AcmeWorld.number(path[1], orders.size()));
        yield path.length > 2 ? finish(path[1], order, message) : read(message, order);
      }
      case "authorization" -> authorization(path[1], message);
      case "challenge" -> challenge(path[1], path[2], message);
      case "certificate" -> certificate(asked, path, message);
      default -> throw new Refusal(404, "malformed", "there is no " + asked.what());
    };
  }

  /** One order a page. */
  private Said listed(String[] path, SignedMessage message) {
    int page = path.length > 3 ? Integer.parseInt(path[3]) : 1;
    ObjectNode out = JSON.createObjectNode();
    ArrayNode urls = out.putArray("orders");
    if (page <= orders.size()) {
      urls.add(base + "order/" + page);
    }
    Said said = read(message, out);
    return page < orders.size()
        ? said.with("Link", "<" + uri + "/orders/" + (page + 1) + ">;rel=\"next\"")
        : said;
  }

  private static Said read(SignedMessage message, JsonNode what) {
    if (!message.payload().isEmpty()) {
      throw new Refusal(400, "malformed", "to read, send nothing");
    }
    return Said.json(200, what);
  }

  private Said change(SignedMessage message) {
    if (!message.payload().isEmpty()) {
      JsonNode said = message.said();
      if (said.has("contact")) {
        account.set("contact", said.path("contact"));
      }
      if (said.path("status").asText().equals("deactivated")) {
        account.put("status", "deactivated");
      }
    }
    return Said.json(200, account);
  }

  private Said newOrder(JsonNode said) {
    if (words.contains("limited")) {
      return Said.problem(new Refusal(429, "rateLimited", "too many certificates"))
          .with("Retry-After", "3600");
    }
    if (words.contains("busy") && !wasBusy) {
      wasBusy = true;
      return Said.problem(new Refusal(503, "serverInternal", "busy")).with("Retry-After", "0");
    }
    if (words.contains("replaced") && said.has("replaces")) {
      throw new Refusal(409, "malformed", "it replaces " + said.path("replaces").asText());
    }
    ObjectNode order = order(said.path("identifiers"), false);
    return Said.json(201, order).with("Location", base + "order/" + orders.size());
  }

  private ObjectNode order(JsonNode identifiers, boolean proved) {
    ObjectNode order = JSON.createObjectNode().put("status", proved ? "ready" : "pending");
    String number = Integer.toString(orders.size() + 1);
    order.set("identifiers", identifiers);
    order.put("finalize", base + "order/" + number + "/finalize");
    ArrayNode all = order.putArray("authorizations");
    for (JsonNode identifier : identifiers) {
      String id = "a" + (authorizations.size() + 1);
      ObjectNode one = JSON.createObjectNode().put("status", proved ? "valid" : "pending");
      String value = identifier.path("value").asText();
      boolean wildcard = value.startsWith("*.");
      one.putObject("identifier")
          .put("type", identifier.path("type").asText())
          .put("value", wildcard ? value.substring(2) : value);
      if (wildcard) {
        one.put("wildcard", true);
      }
      ArrayNode challenges = one.putArray("challenges");
      for (String type :
          wildcard ? List.of("dns-01") : List.of("http-01", "dns-01", "tls-alpn-01", "odd-01")) {
        challenges
            .addObject()
            .put("type", type)
            .put("url", base + "challenge/" + id + "/" + type)
            .put("status", proved ? "valid" : "pending")
            .put("token", "token-" + id);
      }
      authorizations.put(id, one);
      all.add(base + "authorization/" + id);
    }
    orders.add(order);
    return order;
  }

  private Said authorization(String id, SignedMessage message) {
    ObjectNode one = authorizations.getOrDefault(id, JSON.createObjectNode());
    if (message.payload().isEmpty()) {
      // What was begun is done when it is looked at a second time.
      String next = one.path("next").asText("");
      Said said = Said.json(200, one.deepCopy().without("next"));
      if (!next.isEmpty()) {
        one.remove("next");
        one.put("status", next);
        ready();
      }
      return said.with("Retry-After", "0");
    }
    if (message.said().path("status").asText().equals("deactivated")) {
      one.put("status", "deactivated");
    }
    return Said.json(200, one);
  }

  private void ready() {
    for (ObjectNode order : orders) {
      boolean all = true;
      for (JsonNode url : order.path("authorizations")) {
        String id = url.asText().replaceFirst(".*/", "");
        all &=
            authorizations
                .getOrDefault(id, JSON.createObjectNode())
                .path("status")
                .asText()
                .equals("valid");
      }
      if (all && order.path("status").asText().equals("pending")) {
        order.put("status", "ready");
      }
    }
  }

  private Said challenge(String id, String type, SignedMessage message) {
    if (!message.payload().equals("{}")) {
      throw new Refusal(400, "malformed", "a challenge is begun by {}");
    }
    ObjectNode one = authorizations.getOrDefault(id, JSON.createObjectNode());
    one.put("next", words.contains("wrong") ? "invalid" : "valid");
    for (JsonNode each : one.path("challenges")) {
      if (each.path("type").asText().equals(type) && each instanceof ObjectNode challenge) {
        challenge.put("status", words.contains("wrong") ? "invalid" : "valid");
        if (words.contains("wrong")) {
          challenge
              .putObject("error")
              .put("type", "urn:ietf:params:acme:error:connection")
              .put("detail", "192.0.2.1: connection refused");
        }
        return Said.json(200, challenge);
      }
    }
    throw new Refusal(404, "malformed", "there is no " + type);
  }

  private Said finish(String number, ObjectNode order, SignedMessage message) {
    if (!order.path("status").asText().equals("ready")) {
      throw new Refusal(403, "orderNotReady", "the order is " + order.path("status").asText());
    }
    Der der = Der.read(Base64.getUrlDecoder().decode(message.said().path("csr").asText()));
    Request request = Request.parse(Pem.of("CERTIFICATE REQUEST", der)).orElseThrow();
    Set<String> wanted = new HashSet<>();
    order.path("identifiers").forEach(i -> wanted.add("DNS:" + i.path("value").asText()));
    if (!new HashSet<>(request.names()).equals(wanted)) {
      throw new Refusal(400, "badCSR", "it names " + request.names() + ", not " + wanted);
    }
    certificates.put(number, authority.issue(request));
    order.put("certificate", base + "certificate/" + number);
    ObjectNode now = order.deepCopy().put("status", "processing").without("certificate");
    order.put("status", "valid");
    return Said.json(200, now).with("Retry-After", "0");
  }

  private Said certificate(Asked asked, String[] path, SignedMessage message) {
    if (!"application/pem-certificate-chain".equals(asked.headers().getFirst("Accept"))) {
      throw new Refusal(406, "malformed", "in what form?");
    }
    read(message, JSON.createObjectNode());
    String text = certificates.getOrDefault(path[1], "") + authority.chain(path.length > 2);
    return new Said(200, "application/pem-certificate-chain", text, Map.of())
        .with(
            "Link",
            "<" + base + "directory>;rel=\"index\"",
            "<" + base + "certificate/" + path[1] + "/other>;rel=\"alternate\"");
  }
}
