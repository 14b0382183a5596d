package dev.play.cloud.gce.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.GoogleServices;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The projects right under a folder, by Resource Manager's REST API. */
final class FolderProjects {
  private final GoogleServices services;
  private final Map<String, String> environment;
  private final GoogleCalls calls;

  FolderProjects(GoogleServices services, Map<String, String> environment, GoogleCalls calls) {
    this.services = services;
    this.environment = environment;
    this.calls = calls;
  }

  /**
   * @param folder its number, with or without {@code folders/} before it
   */
  List<String> in(String folder) {
    String number = Links.last(folder);
    List<String> projects = new ArrayList<>();
    String page = "";
    do {
      String url =
          GoogleEndpoints.RESOURCE_MANAGER.url(environment)
              + "/v1/projects?filter="
              + encoded("parent.type:folder parent.id:" + number + " lifecycleState:ACTIVE")
              + (page.isEmpty() ? "" : "&pageToken=" + encoded(page));
      JsonNode answer =
          calls.json(services, url, "listing the projects of folder " + number, new ObjectMapper());
      answer.path("projects").forEach(p -> projects.add(p.path("projectId").asText()));
      page = answer.path("nextPageToken").asText("");
    } while (!page.isEmpty());
    return projects;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
