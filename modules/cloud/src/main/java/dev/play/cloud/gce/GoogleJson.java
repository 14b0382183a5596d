package dev.play.cloud.gce;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GET requests with our credentials, for what the client libraries do not cover. */
final class GoogleJson {
  private final GoogleServices services;
  private final Duration limit;

  GoogleJson(GoogleServices services, Duration limit) {
    this.services = services;
    this.limit = limit;
  }

  /**
   * The answer's text.
   *
   * @throws GoogleException where there is none, or it is an error
   */
  String get(String url, String doing) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(limit).GET();
      headers(url, doing)
          .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new GoogleException(
            GoogleFaults.answered(answer.statusCode(), answer.body(), doing, ""), null);
      }
      return answer.body();
    } catch (IOException e) {
      throw failed(
          GoogleFault.Kind.UNREACHABLE,
          doing + ": Google could not be reached: " + GoogleRest.words(e, url),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(GoogleFault.Kind.GARBLED, doing + ": interrupted", e);
    }
  }

  private Map<String, List<String>> headers(String url, String doing) {
    try {
      return services.credentials().getRequestMetadata(URI.create(url));
    } catch (IOException e) {
      throw failed(
          GoogleFault.Kind.UNAUTHENTICATED, doing + ": no access token: " + e.getMessage(), e);
    }
  }

  private static GoogleException failed(GoogleFault.Kind kind, String message, Exception cause) {
    return new GoogleException(new GoogleFault(kind, 0, "", message, Optional.empty()), cause);
  }
}
