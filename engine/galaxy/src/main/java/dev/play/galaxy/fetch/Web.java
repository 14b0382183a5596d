package dev.play.galaxy.fetch;

import dev.play.galaxy.requirement.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Fetches from http and https addresses. What logs in goes to no other host than the first. */
public final class Web {
  private static final int MOST_MOVES = 10;
  private static final int TRIES = 3;

  private final HttpClient client;
  private final Duration limit;
  private final Duration pause;

  /**
   * @param limit how long an answer may take to begin
   * @param pause between tries
   */
  public Web(Duration limit, Duration pause) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.limit = limit;
    this.pause = pause;
  }

  /** Fetches a file. */
  void download(String address, Optional<String> authorisation, Path file) {
    HttpResponse<InputStream> answer = get(address, authorisation);
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw refused(address, answer.statusCode());
      }
      Files.copy(body, file);
    } catch (IOException e) {
      throw new GalaxyFailure(Origin.withoutPassword(address) + " broke off: " + e.getMessage());
    }
  }

  /** Fetches a text; empty where there is none (404). */
  Optional<String> text(String address, Optional<String> authorisation) {
    HttpResponse<InputStream> answer = get(address, authorisation);
    try (InputStream body = answer.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return switch (answer.statusCode()) {
        case 200 -> Optional.of(text);
        case 404 -> Optional.empty();
        default -> throw refused(address, answer.statusCode());
      };
    } catch (IOException e) {
      throw new GalaxyFailure(Origin.withoutPassword(address) + " broke off: " + e.getMessage());
    }
  }

  private static GalaxyFailure refused(String address, int status) {
    String why =
        switch (status) {
          case 401, 403 -> " (the token or password is missing or wrong)";
          case 404 -> " (there is nothing at that address)";
          default -> "";
        };
    return new GalaxyFailure(
        Origin.withoutPassword(address) + " answers with status " + status + why);
  }

  private HttpResponse<InputStream> get(String address, Optional<String> authorisation) {
    URI first = uri(address);
    Optional<String> login = authorisation.or(() -> login(first));
    URI at = first;
    for (int moves = 0; moves < MOST_MOVES; moves++) {
      boolean home = at.getAuthority().equals(first.getAuthority());
      HttpResponse<InputStream> answer = tried(at, home ? login : Optional.empty());
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
        return answer;
      }
      close(answer);
      URI next = at.resolve(uri(location.get()));
      if (at.getScheme().equals("https") && !next.getScheme().equals("https")) {
        throw new GalaxyFailure(
            Origin.withoutPassword(address) + " leads from https to " + next.getScheme());
      }
      at = next;
    }
    throw new GalaxyFailure(Origin.withoutPassword(address) + " leads in circles");
  }

  private static void close(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      body.skip(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new GalaxyFailure(answer.uri() + " broke off: " + e.getMessage());
    }
  }

  private static URI uri(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new GalaxyFailure(Origin.withoutPassword(address) + " is no address");
    }
  }

  /** {@code https://USER:PASSWORD@}. */
  private static Optional<String> login(URI address) {
    return Optional.ofNullable(address.getUserInfo())
        .map(
            user ->
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(
                            (user.contains(":") ? user : user + ":")
                                .getBytes(StandardCharsets.UTF_8)));
  }

  /** What is only busy, or broken for a moment, is asked again. */
  private HttpResponse<InputStream> tried(URI at, Optional<String> authorisation) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(limit);
    request.setHeader("User-Agent", "play");
    authorisation.ifPresent(value -> request.setHeader("Authorization", value));
    for (int i = 1; ; i++) {
      try {
        HttpResponse<InputStream> answer =
            client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        boolean busy = answer.statusCode() == 429 || answer.statusCode() >= 500;
        if (!busy || i == TRIES) {
          return answer;
        }
        close(answer);
      } catch (IOException e) {
        if (i == TRIES) {
          throw new GalaxyFailure(
              Origin.withoutPassword(at.toString()) + " cannot be reached: " + told(e));
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
      pause();
    }
  }

  private static String told(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void pause() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static GalaxyFailure interrupted() {
    Thread.currentThread().interrupt();
    return new GalaxyFailure("interrupted");
  }
}
