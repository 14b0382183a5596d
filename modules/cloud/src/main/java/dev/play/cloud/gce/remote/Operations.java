package dev.play.cloud.gce.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleFault;
import dev.play.cloud.gce.GoogleRest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits for what a request has set going. Compute's operations are waited for at the server (it
 * answers after two minutes at most); those of other APIs are asked for again and again.
 */
final class Operations {
  private static final Duration PAUSE = Duration.ofSeconds(4);
  private static final Pattern PLACE =
      Pattern.compile("^(/compute/v1/projects/[^/]+/(?:global|(?:zones|regions)/[^/]+))/.*");
  private static final Pattern LOCATION =
      Pattern.compile("^(/v1/projects/[^/]+/locations/[^/]+)/.*");
  private static final Pattern DNS_ZONE =
      Pattern.compile("^(/dns/v1/projects/[^/]+/managedZones/[^/]+)/.*");

  private final GoogleRest rest;
  private final String base;
  private final String doing;
  private final String project;
  private final InstantSource clock;
  private final Instant deadline;

  /**
   * @param base the API's server
   * @param doing what is being done, for messages
   */
  Operations(
      GoogleRest rest,
      String base,
      String doing,
      String project,
      InstantSource clock,
      Duration within) {
    this.rest = rest;
    this.base = base;
    this.doing = doing;
    this.project = project;
    this.clock = clock;
    this.deadline = clock.instant().plus(within);
  }

  Instant deadline() {
    return deadline;
  }

  /**
   * Waits, where the answer is an operation.
   *
   * @param path of the request
   * @throws GoogleException where the operation fails, or takes too long
   */
  void await(JsonNode answer, String path) {
    Optional<String> question = question(answer, path);
    if (question.isEmpty()) {
      return;
    }
    String verb = question.get().endsWith("/wait") ? "POST" : "GET";
    JsonNode now = answer;
    for (int asked = 0; !isDone(now); asked++) {
      GoogleException late = late(now);
      if (!clock.instant().isBefore(deadline)) {
        throw late;
      }
      if (verb.equals("GET") || asked > 0) {
        rest.pause(PAUSE, late);
      }
      now = rest.send(verb, base + question.get(), Optional.empty(), doing, project);
    }
    failure(now)
        .ifPresent(
            fault -> {
              throw new GoogleException(fault, null);
            });
  }

  private static boolean isDone(JsonNode operation) {
    return operation.path("status").asText("").toUpperCase(Locale.ROOT).equals("DONE");
  }

  /** Where to ask how it goes on; empty where the answer is no operation. */
  private static Optional<String> question(JsonNode answer, String path) {
    String name = answer.path("name").asText("");
    if (answer.path("kind").asText("").equals("compute#operation")
        || answer.has("operationType") && path.startsWith("/compute/")) {
      Matcher place = PLACE.matcher(path);
      return place.matches()
          ? Optional.of(place.group(1) + "/operations/" + name + "/wait")
          : Optional.empty();
    }
    if (answer.has("operationType")) {
      Matcher location = LOCATION.matcher(path);
      return location.matches()
          ? Optional.of(location.group(1) + "/operations/" + name)
          : Optional.empty();
    }
    if (answer.path("kind").asText("").equals("dns#change")) {
      Matcher zone = DNS_ZONE.matcher(path);
      return zone.matches()
          ? Optional.of(zone.group(1) + "/changes/" + answer.path("id").asText(""))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private GoogleException late(JsonNode operation) {
    return new GoogleException(
        new GoogleFault(
            GoogleFault.Kind.SERVER,
            0,
            "",
            doing
                + ": the operation "
                + operation.path("name").asText("")
                + " is still "
                + operation.path("status").asText("going on")
                + ": it goes on at Google's, but is waited for no longer",
            Optional.of("timeout says how long to wait")),
        null);
  }

  private Optional<GoogleFault> failure(JsonNode operation) {
    JsonNode error = operation.path("error");
    if (error.isMissingNode() || error.isEmpty()) {
      return Optional.empty();
    }
    JsonNode first = error.path("errors").isEmpty() ? error : error.path("errors").path(0);
    String code = first.path("code").asText("");
    String words = first.path("message").asText("").strip();
    return Optional.of(
        new GoogleFault(
            kind(code),
            operation.path("httpErrorStatusCode").asInt(0),
            code,
            doing + ": " + (words.isEmpty() ? "failed" : words) + " [" + code + "]",
            hint(code, first)));
  }

  private static GoogleFault.Kind kind(String code) {
    if (code.contains("QUOTA")) {
      return GoogleFault.Kind.QUOTA;
    }
    return switch (code) {
      case "RESOURCE_ALREADY_EXISTS" -> GoogleFault.Kind.CONFLICT;
      case "CONDITION_NOT_MET" -> GoogleFault.Kind.PRECONDITION;
      case "PERMISSIONS_ERROR" -> GoogleFault.Kind.FORBIDDEN;
      case "RESOURCE_NOT_FOUND" -> GoogleFault.Kind.NOT_FOUND;
      default -> GoogleFault.Kind.INVALID;
    };
  }

  private Optional<String> hint(String code, JsonNode error) {
    if (code.contains("QUOTA")) {
      return Optional.of(
          quota(error) + "ask for more under IAM & Admin > Quotas, or use another region");
    }
    if (code.startsWith("ZONE_RESOURCE_POOL_EXHAUSTED")) {
      return Optional.of(
          "Google has no more of these machines there now: another zone, or another type");
    }
    return code.startsWith("RESOURCE_IN_USE")
        ? Optional.of("remove what uses it first")
        : Optional.empty();
  }

  private static String quota(JsonNode error) {
    for (JsonNode detail : error.path("errorDetails")) {
      JsonNode quota = detail.path("quotaInfo");
      if (!quota.isMissingNode()) {
        return quota.path("limitName").asText(quota.path("metricName").asText(""))
            + " is "
            + quota.path("limit").asText("")
            + "; ";
      }
    }
    return "";
  }
}
