package dev.play.cloud.gce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Requests to Google's REST APIs as their documentation has them, JSON in and out, with our
 * credentials. Used by many threads.
 */
public final class GoogleRest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GoogleServices services;
  private final Patience patience;
  private final GoogleCalls.Sleeper sleeper;
  private final RandomGenerator random;
  private final HttpClient client;

  public GoogleRest(
      GoogleServices services,
      Patience patience,
      GoogleCalls.Sleeper sleeper,
      RandomGenerator random) {
    this.services = services;
    this.patience = patience;
    this.sleeper = sleeper;
    this.random = random;
    this.client = HttpClient.newBuilder().connectTimeout(patience.each()).build();
  }

  /**
   * Makes a request that may be made twice without harm: a read, a write with a {@code requestId},
   * or one whose second time the API refuses.
   *
   * @param body sent as JSON where there is one
   * @param doing for messages, for example {@code reading the network net of project p}
   * @param project for messages; may be empty
   * @throws GoogleException what came of it at last
   */
  public JsonNode send(
      String verb, String url, Optional<JsonNode> body, String doing, String project) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(verb, url, body, doing, project);
      } catch (GoogleException failed) {
        if (attempt >= patience.attempts() || !mayPass(failed.fault())) {
          throw failed;
        }
        pause(patience.pauseAfter(attempt), failed);
      }
    }
  }

  /**
   * The access token that requests are made with.
   *
   * @throws GoogleException where there is none
   */
  public String token(String doing) {
    return headers("https://www.googleapis.com/", doing).entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase("Authorization"))
        .flatMap(e -> e.getValue().stream())
        .map(value -> plain(value.replaceFirst("^Bearer ", ""), doing))
        .findFirst()
        .orElseThrow(
            () ->
                GoogleException.of(
                    GoogleFault.Kind.UNAUTHENTICATED, doing + ": there is none", ""));
  }

  /** Waits, and others longer or shorter. */
  public void pause(Duration time, GoogleException otherwise) {
    long millis = time.toMillis();
    try {
      sleeper.sleep(Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw otherwise;
    }
  }

  /** What has just been made may not be ready to be used: Google says so by a 400. */
  private static boolean mayPass(GoogleFault fault) {
    return fault.isPassing() || fault.reason().equals("resourceNotReady");
  }

  private JsonNode once(
      String verb, String url, Optional<JsonNode> body, String doing, String project) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(patience.each())
            .method(
                verb,
                body.map(b -> HttpRequest.BodyPublishers.ofString(b.toString()))
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    headers(url, doing)
        .forEach((name, all) -> all.forEach(one -> request.header(name, plain(one, doing))));
    body.ifPresent(b -> request.header("Content-Type", "application/json"));
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new GoogleException(
            GoogleFaults.answered(answer.statusCode(), answer.body(), doing, project), null);
      }
      return parsed(answer.body(), doing);
    } catch (IOException e) {
      throw failed(
          GoogleFault.Kind.UNREACHABLE,
          doing + ": Google could not be reached: " + words(e, url),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(GoogleFault.Kind.GARBLED, doing + ": interrupted", e);
    }
  }

  /** Why there was no answer; the JDK's client often has no word for it. */
  static String words(IOException e, String url) {
    if (e instanceof java.net.http.HttpTimeoutException) {
      return "no answer in time";
    }
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null
        ? "no connection to " + URI.create(url).getAuthority()
        : last.getMessage();
  }

  private static JsonNode parsed(String text, String doing) {
    try {
      JsonNode tree = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // told below; the parser's words quote the answer
    }
    throw GoogleException.of(
        GoogleFault.Kind.GARBLED,
        doing + ": the answer is not what Google's API gives",
        "is there a proxy in between that answers for it?");
  }

  private Map<String, List<String>> headers(String url, String doing) {
    try {
      return services.credentials().getRequestMetadata(URI.create(url));
    } catch (IOException e) {
      throw failed(
          GoogleFault.Kind.UNAUTHENTICATED, doing + ": no access token: " + e.getMessage(), e);
    }
  }

  /** A token with a newline behind it, for example, makes no header; it is not told. */
  private static String plain(String value, String doing) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw GoogleException.of(
          GoogleFault.Kind.UNAUTHENTICATED,
          doing + ": the access token has characters in it that no token has",
          "is there a line break or a space too many?");
    }
    return value;
  }

  private static GoogleException failed(GoogleFault.Kind kind, String message, Exception cause) {
    return new GoogleException(new GoogleFault(kind, 0, "", message, Optional.empty()), cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
