package dev.play.cloud.gce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.gax.httpjson.HttpJsonCallContext;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.UnaryCallable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes requests, and makes them again where that may help. The libraries' own retries are switched
 * off: they know neither 429 nor a reset connection, and go on for ten minutes.
 */
public final class GoogleCalls {
  /** Waits; a test's need not. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final Patience patience;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  /**
   * @param random spreads the pauses of those who were refused together
   */
  public GoogleCalls(Patience patience, Sleeper sleeper, RandomGenerator random) {
    this.patience = patience;
    this.sleeper = sleeper;
    this.random = random;
  }

  /**
   * Makes a request that may be made twice without harm: a read, or a write with a {@code
   * requestId}.
   *
   * @param doing for messages, for example {@code listing the instances of project p}
   * @param project for messages; may be empty
   * @throws GoogleException what came of it at last
   */
  public <Q, R> R repeatable(
      UnaryCallable<Q, R> callable, Q request, String doing, String project) {
    return repeatable(callable, request, Map.of(), doing, project);
  }

  /**
   * The same with further headers.
   *
   * @throws GoogleException what came of it at last
   */
  public <Q, R> R repeatable(
      UnaryCallable<Q, R> callable,
      Q request,
      Map<String, List<String>> headers,
      String doing,
      String project) {
    for (int attempt = 1; ; attempt++) {
      try {
        return callable.call(request, context(headers));
      } catch (ApiException | IllegalStateException thrown) {
        GoogleException failed = GoogleFaults.of(thrown, doing, project);
        if (attempt >= patience.attempts() || !failed.fault().isPassing()) {
          throw failed;
        }
        pause(attempt, failed);
      }
    }
  }

  /**
   * Makes a request once.
   *
   * @throws GoogleException where it fails
   */
  public <Q, R> R once(UnaryCallable<Q, R> callable, Q request, String doing, String project) {
    try {
      return callable.call(request, context(Map.of()));
    } catch (ApiException | IllegalStateException thrown) {
      throw GoogleFaults.of(thrown, doing, project);
    }
  }

  /**
   * Reads JSON from an API that has no client library here.
   *
   * @throws GoogleException what came of it at last
   */
  public JsonNode json(GoogleServices services, String url, String doing, ObjectMapper reader) {
    for (int attempt = 1; ; attempt++) {
      try {
        return reader.readTree(new GoogleJson(services, patience.each()).get(url, doing));
      } catch (JsonProcessingException e) {
        throw GoogleException.of(
            GoogleFault.Kind.GARBLED,
            doing + ": the answer is not JSON",
            "is there a proxy in between that answers for it?");
      } catch (GoogleException failed) {
        if (attempt >= patience.attempts() || !failed.fault().isPassing()) {
          throw failed;
        }
        pause(attempt, failed);
      }
    }
  }

  /** For calls made by other ways: one attempt, with its time limit. */
  public HttpJsonCallContext context(Map<String, List<String>> headers) {
    Duration each = patience.each();
    RetrySettings one =
        RetrySettings.newBuilder()
            .setMaxAttempts(1)
            .setInitialRpcTimeoutDuration(each)
            .setMaxRpcTimeoutDuration(each)
            .setTotalTimeoutDuration(each)
            .build();
    HttpJsonCallContext context =
        HttpJsonCallContext.createDefault()
            .withTimeoutDuration(each)
            .withRetrySettings(one)
            .withRetryableCodes(Set.of());
    return headers.isEmpty() ? context : (HttpJsonCallContext) context.withExtraHeaders(headers);
  }

  private void pause(int attempt, GoogleException failed) {
    long millis = patience.pauseAfter(attempt).toMillis();
    try {
      sleeper.sleep(Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }
}
