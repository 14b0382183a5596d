package dev.play.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests with JSON, made again where that may help. */
final class Rest implements AutoCloseable {
  /** Waits; a test's need not. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * How long is waited.
   *
   * @param sleeper between attempts
   * @param limit for an answer
   */
  record Patience(Sleeper sleeper, Duration limit) {
    static final Patience USUAL = new Patience(Thread::sleep, Duration.ofSeconds(60));
  }

  /**
   * An answer.
   *
   * @param token of its header {@code X-Subject-Token}
   */
  record Answer(JsonNode body, Optional<String> token) {}

  private static final int ATTEMPTS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final Patience patience;

  Rest(HttpClient client, Patience patience) {
    this.client = client;
    this.patience = patience;
  }

  Answer get(String url, Map<String, String> headers, String doing) throws OpenStackException {
    return ask(url, headers, HttpRequest.newBuilder().GET(), doing);
  }

  /** Only for what may be asked twice: a token. */
  Answer post(String url, JsonNode body, String doing) throws OpenStackException {
    return ask(
        url,
        Map.of("Content-Type", "application/json"),
        HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body.toString())),
        doing);
  }

  private Answer ask(
      String url, Map<String, String> headers, HttpRequest.Builder request, String doing)
      throws OpenStackException {
    request.uri(uri(url, doing)).timeout(patience.limit()).header("Accept", "application/json");
    headers.forEach(request::header);
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == ATTEMPTS;
      try {
        HttpResponse<String> answer =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2 || status == 300) {
          return new Answer(
              tree(answer.body(), doing), answer.headers().firstValue("X-Subject-Token"));
        }
        if (last || status != 429 && status / 100 != 5) {
          throw new OpenStackException(doing + ": " + refusal(status, answer.body()));
        }
      } catch (IOException e) {
        if (last) {
          throw new OpenStackException(
              doing
                  + ": "
                  + url
                  + " could not be reached: "
                  + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
              e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OpenStackException(doing + ": interrupted", e);
      }
      pause(attempt, doing);
    }
  }

  private void pause(int attempt, String doing) throws OpenStackException {
    try {
      patience.sleeper().sleep(Duration.ofSeconds(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpenStackException(doing + ": interrupted", e);
    }
  }

  private static URI uri(String url, String doing) throws OpenStackException {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null
          || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        throw new OpenStackException(doing + ": '" + url + "' is no address of a server");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new OpenStackException(doing + ": '" + url + "' is no address of a server", e);
    }
  }

  private static JsonNode tree(String body, String doing) throws OpenStackException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new OpenStackException(
          doing + ": the answer is not JSON (is there a proxy that answers for it?)");
    }
  }

  /** The services' own words: {@code {"error": {"message": ...}}}, {@code {"forbidden": {...}}}. */
  private static String refusal(int status, String body) {
    String words = "";
    try {
      for (JsonNode one : JSON.readTree(body)) {
        words = words.isEmpty() ? one.path("message").asText("") : words;
      }
    } catch (JsonProcessingException e) {
      words = "";
    }
    String said = words.isEmpty() ? "status " + status : words + " (status " + status + ")";
    return switch (status) {
      case 401 -> said + ": check user name, password, project and their domains";
      case 403 -> said + ": the user needs a role in that project (reader, member)";
      case 404 -> said + ": is the address right, with its version (.../v3)?";
      default -> said;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
