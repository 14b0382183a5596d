package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** OpenStack's APIs as their references have them: stubs and requests are held to it. */
final class ApiSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PAGED = Set.of("limit", "marker");

  /** What may be asked, with the names of a query. */
  private static final Map<String, Set<String>> REQUESTS =
      Map.of(
          "POST /identity/v3/auth/tokens", Set.of(),
          "GET /compute/v2.1/", Set.of(),
          "GET /compute/v2.1/servers/detail", Set.of("limit", "marker", "all_tenants"),
          "GET /image/v2/images", PAGED,
          "GET /volume/v3/volumes/detail", PAGED);

  private final ObjectNode all;

  ApiSchema() {
    try (InputStream in = ApiSchema.class.getResourceAsStream("api.json")) {
      all = (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text, once it is found to be a whole and right {@code part} of the API. */
  String held(String part, String json) {
    try {
      JsonNode schema = all.deepCopy().put("$ref", "#/$defs/" + part);
      List<String> wrong =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(schema)
              .validate(JSON.readTree(json))
              .stream()
              .map(Object::toString)
              .toList();
      if (!wrong.isEmpty()) {
        throw new AssertionError("this is not what the API has: " + wrong);
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where the API has no such request. */
  void hold(LoggedRequest request) {
    URI url = URI.create(request.getUrl());
    String asked = request.getMethod() + " " + url.getPath();
    Set<String> names = REQUESTS.get(asked);
    if (names == null) {
      throw new AssertionError("the API has no request " + asked);
    }
    Set<String> others = new TreeSet<>(request.getQueryParams().keySet());
    others.removeAll(names);
    if (!others.isEmpty()) {
      throw new AssertionError(asked + " has no " + others);
    }
    if (asked.startsWith("POST")) {
      held("sign-in", request.getBodyAsString());
    } else if (!request.containsHeader("X-Auth-Token")) {
      throw new AssertionError(asked + " needs the token");
    }
  }
}
