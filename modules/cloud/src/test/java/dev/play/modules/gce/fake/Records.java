package dev.play.modules.gce.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.modules.gce.fake.Things.Answer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The zone example of Google's DNS. What a record has is its documentation's: no classes are here.
 */
final class Records {
  private static final Set<String> FIELDS = Set.of("kind", "name", "type", "ttl", "rrdatas");
  private static final String ZONE = "/dns/v1/projects/p/managedZones/example/rrsets";

  private final Map<String, ObjectNode> kept = new TreeMap<>();

  Records() {
    kept.put(
        ZONE + "/mail.example.com./MX",
        Things.parse(
            """
            {"kind": "dns#resourceRecordSet", "name": "mail.example.com.", "type": "MX", "ttl": 300,
             "rrdatas": ["10 a.example.com.", "20 b.example.com."]}
            """));
  }

  Answer answer(String verb, String path, String body) {
    if (!path.startsWith(ZONE)) {
      return Things.error(
          404, "notFound", "The 'parameters.managedZone' resource named 'nowhere' does not exist.");
    }
    ObjectNode sent = Things.parse(body);
    sent.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new AssertionError("records have no " + field);
              }
            });
    if (verb.equals("POST")) {
      String place = path + "/" + sent.path("name").asText() + "/" + sent.path("type").asText();
      return kept.putIfAbsent(place, sent) == null
          ? new Answer(200, sent.toString())
          : Things.error(409, "alreadyExists", "The resource already exists");
    }
    ObjectNode there = kept.get(path);
    if (there == null) {
      return Things.error(
          404, "notFound", "The 'parameters.name' resource named 'it' does not exist.");
    }
    if (verb.equals("DELETE")) {
      kept.remove(path);
    } else if (verb.equals("PATCH")) {
      Things.merge(there, sent);
    }
    return new Answer(200, verb.equals("DELETE") ? "{}" : there.toString());
  }
}
