package dev.play.modules.gce.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fake keeps, by path, and what it answers. One request at a time. */
final class Things {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "https://www.googleapis.com";

  private static final Pattern LISTED =
      Pattern.compile("/compute/v1/projects/([^/]+)/aggregated/instances");
  private static final Pattern INSTANCE =
      Pattern.compile("/compute/v1/projects/([^/]+)/zones/([^/]+)/instances/[^/]+");

  record Answer(int status, String body) {}

  private final Map<String, ObjectNode> kept = new TreeMap<>();
  private final Records records = new Records();
  private final Clusters clusters = new Clusters();
  private final Members members = new Members();
  private final Addresses addresses;
  private int last = 1000;

  Things(Addresses addresses) {
    this.addresses = addresses;
  }

  Addresses addresses() {
    return addresses;
  }

  Members members() {
    return members;
  }

  /** Puts a thing there. */
  synchronized void put(String path, String json) {
    String collection = path.replaceFirst("/[^/]+$", "");
    kept.put(path, made(collection, Types.thing(name(collection), json)));
  }

  String text(String path) {
    ObjectNode thing = kept.get(path);
    return thing == null ? "" : thing.toString();
  }

  synchronized Answer answer(String verb, String url, String body) {
    String path = URI.create(url).getPath();
    if (path.startsWith("/v1/")) {
      return clusters.answer(verb, path, body);
    }
    if (path.startsWith("/dns/")) {
      return records.answer(verb, path, body);
    }
    Matcher listed = LISTED.matcher(path);
    if (listed.matches()) {
      return new Answer(200, aggregated(listed.group(1)));
    }
    if (path.contains("/operations/")) {
      return new Answer(200, operation(path.replaceFirst("/wait$", ""), "DONE"));
    }
    ObjectNode there = kept.get(path);
    if (verb.equals("GET")) {
      return there == null ? notFound(path) : new Answer(200, there.toString());
    }
    if (path.endsWith("/listInstances")) {
      return kept.containsKey(path.replaceFirst("/[^/]+$", ""))
          ? new Answer(200, members.list(path.replaceFirst("/[^/]+$", "")))
          : notFound(path.replaceFirst("/[^/]+$", ""));
    }
    if (!url.matches(".*[?&]requestId=[0-9a-f-]{36}$")) {
      throw new AssertionError(verb + " " + url + " has no requestId");
    }
    String above = path.replaceFirst("/[^/]+$", "");
    return switch (verb) {
      case "DELETE" -> there == null ? notFound(path) : removed(path);
      case "PATCH" -> there == null ? notFound(path) : patched(path, there, body);
      case "POST" -> {
        if (Types.isCollection(name(path))) {
          yield inserted(path, body);
        }
        ObjectNode owner = kept.get(above);
        yield owner == null ? notFound(above) : method(above, owner, name(path), url, body);
      }
      default -> throw new AssertionError(verb + " " + path);
    };
  }

  /** The instances of a project that run, by zone, as one page. */
  private String aggregated(String project) {
    ObjectNode list = JSON.createObjectNode().put("kind", "compute#instanceAggregatedList");
    ObjectNode items = list.putObject("items");
    kept.forEach(
        (path, thing) -> {
          Matcher one = INSTANCE.matcher(path);
          if (one.matches()
              && one.group(1).equals(project)
              && thing.path("status").asText().equals("RUNNING")) {
            String zone = "zones/" + one.group(2);
            ObjectNode there =
                items.get(zone) instanceof ObjectNode known ? known : items.putObject(zone);
            ArrayNode instances =
                there.get("instances") instanceof ArrayNode known
                    ? known
                    : there.putArray("instances");
            instances.add(thing);
          }
        });
    return Types.thing("InstanceAggregatedList", list.toString());
  }

  private Answer removed(String path) {
    ObjectNode gone = kept.remove(path);
    for (JsonNode disk : gone.path("disks")) {
      if (disk.path("autoDelete").asBoolean()) {
        kept.remove(pathOf(disk.path("source").asText()));
      }
    }
    return started(path);
  }

  private Answer inserted(String collection, String body) {
    ObjectNode thing = made(collection, Types.thing(name(collection), body));
    String path = collection + "/" + thing.path("name").asText();
    if (kept.containsKey(path)) {
      return error(409, "alreadyExists", "The resource '" + relative(path) + "' already exists");
    }
    for (String reference : new String[] {"network", "subnetwork"}) {
      String target = pathOf(thing.path(reference).asText(""));
      if (!target.isEmpty() && !kept.containsKey(target)) {
        return error(404, "notFound", "The resource '" + relative(target) + "' was not found");
      }
    }
    kept.put(path, thing);
    return started(path);
  }

  private Answer patched(String path, ObjectNode there, String body) {
    ObjectNode change = parse(Types.thing(name(path.replaceFirst("/[^/]+$", "")), body));
    JsonNode fingerprint = change.remove("fingerprint");
    if (fingerprint != null && !fingerprint.equals(there.path("fingerprint"))) {
      return error(412, "conditionNotMet", "Invalid fingerprint.");
    }
    merge(there, change);
    // What is false or empty is not printed, but was said.
    parse(body).properties().forEach(e -> keepFalse(there, e.getKey(), e.getValue()));
    there.put("fingerprint", fingerprint(++last));
    return started(path);
  }

  private static void keepFalse(ObjectNode there, String key, JsonNode said) {
    if (said.isBoolean() && !said.asBoolean() || said.isArray() && said.isEmpty()) {
      there.set(key, said);
    }
  }

  private Answer method(String path, ObjectNode thing, String method, String query, String body) {
    String collection = name(path.replaceFirst("/[^/]+$", ""));
    ObjectNode request = parse(Types.method(collection, method, body));
    if (method.matches("(add|remove)Instances")) {
      members.change(path, method.equals("addInstances"), request);
      return started(path);
    }
    String problem = new Methods(this).apply(thing, method, query, request);
    return problem.isEmpty()
        ? started(path)
        : error(problem.contains("ingerprint") ? 412 : 400, "invalid", problem);
  }

  ObjectNode made(String collection, String json) {
    ObjectNode thing = parse(json);
    String path = collection + "/" + thing.path("name").asText();
    Defaults.fill(name(collection), thing, this);
    links(thing, path);
    thing.put("id", Integer.toString(++last));
    thing.put("selfLink", BASE + path);
    if (INSTANCE.matcher(path).matches()) {
      thing.put("zone", BASE + collection.replaceFirst("/instances$", ""));
    }
    return thing;
  }

  /** Partial URLs are answered whole. */
  private static void links(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              e -> {
                if (e.getValue() instanceof TextNode text
                    && text.textValue().matches("(projects/[^/]+/)?(global|zones|regions)/.*")) {
                  String link = text.textValue();
                  e.setValue(
                      new TextNode(
                          BASE
                              + "/compute/v1/"
                              + (link.startsWith("projects/")
                                  ? ""
                                  : "projects/" + path.split("/")[4] + "/")
                              + link));
                }
              });
    }
    node.forEach(inner -> links(inner, path));
  }

  static void merge(ObjectNode into, ObjectNode change) {
    change
        .properties()
        .forEach(
            e -> {
              if (e.getValue() instanceof ObjectNode inner
                  && into.get(e.getKey()) instanceof ObjectNode there
                  && !e.getKey().equals("labels")) {
                merge(there, inner);
              } else {
                into.set(e.getKey(), e.getValue());
              }
            });
  }

  String fingerprint(int of) {
    return Base64.getEncoder().encodeToString(("f" + of).getBytes(StandardCharsets.UTF_8));
  }

  String nextFingerprint() {
    return fingerprint(++last);
  }

  Map<String, ObjectNode> kept() {
    return kept;
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String pathOf(String url) {
    return url.startsWith(BASE) ? url.substring(BASE.length()) : url;
  }

  private static String relative(String path) {
    return path.replaceFirst("^/compute/v1/", "");
  }

  private Answer started(String path) {
    String place =
        path.replaceFirst("^(/compute/v1/projects/[^/]+/(global|(zones|regions)/[^/]+))/.*", "$1");
    return new Answer(200, operation(place + "/operations/operation-" + ++last, "RUNNING"));
  }

  private static String operation(String path, String status) {
    return Types.thing(
        "operations",
        "{\"kind\": \"compute#operation\", \"operationType\": \"change\", \"name\": \"%s\", \"status\": \"%s\", \"selfLink\": \"%s\"}"
            .formatted(name(path), status, BASE + path));
  }

  private static Answer notFound(String path) {
    return error(404, "notFound", "The resource '" + relative(path) + "' was not found");
  }

  static Answer error(int status, String reason, String message) {
    return new Answer(
        status,
        """
        {"error": {"code": %d, "message": "%s", "errors": [{"message": "%s", "reason": "%s"}]}}
        """
            .formatted(status, message, message, reason));
  }

  static ObjectNode parse(String json) {
    try {
      return json.isBlank() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
