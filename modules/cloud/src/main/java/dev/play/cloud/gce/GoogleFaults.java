package dev.play.cloud.gce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the client libraries throw. Their own messages are only the status line; Google's
 * words are in the body: {@code error.message}, {@code error.errors[].reason} and {@code
 * error.details[]} with an {@code ErrorInfo}.
 */
final class GoogleFaults {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> RATE =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED");
  private static final Set<String> DISABLED = Set.of("accessNotConfigured", "SERVICE_DISABLED");

  /** What Google says where a project is not there, or its number or name was given for its id. */
  private static final Pattern NO_PROJECT =
      Pattern.compile(
          "(?i)'projects/[^/']+' was not found|failed to find project|unknown project|resource project ");

  private static final Pattern SERVICE = Pattern.compile("[a-z]+\\.googleapis\\.com");
  private static final String SIGN_IN =
      "sign in again: gcloud auth application-default login, or check the service account's key";

  private GoogleFaults() {}

  /**
   * What a failed request means.
   *
   * @param doing what was being done, for example {@code listing the instances of project p}
   * @param project whose API it is, for the command that switches it on; may be empty
   */
  static GoogleException of(RuntimeException thrown, String doing, String project) {
    HttpResponseException answer = find(thrown, HttpResponseException.class);
    if (answer != null && !isTokenAnswer(thrown)) {
      return new GoogleException(
          answered(answer.getStatusCode(), answer.getContent(), doing, project), thrown);
    }
    if (isTokenAnswer(thrown)) {
      return new GoogleException(signIn(thrown, answer, doing, project), thrown);
    }
    if (isGarbled(thrown)) {
      return new GoogleException(
          fault(
              GoogleFault.Kind.GARBLED,
              0,
              doing + ": the answer is not what Google's API gives: " + deepest(thrown),
              Optional.of("is there a proxy in between that answers for it?")),
          thrown);
    }
    return new GoogleException(noAnswer(thrown, doing), thrown);
  }

  private static GoogleFault noAnswer(RuntimeException thrown, String doing) {
    boolean slow =
        thrown instanceof ApiException api
            && api.getStatusCode().getCode() == StatusCode.Code.DEADLINE_EXCEEDED;
    String why =
        slow || deepest(thrown).toLowerCase(Locale.ROOT).contains("timed out")
            ? "no answer in time"
            : deepest(thrown);
    return fault(
        GoogleFault.Kind.UNREACHABLE,
        0,
        doing + ": Google could not be reached: " + why,
        Optional.empty());
  }

  private static GoogleFault signIn(
      Throwable thrown, @Nullable HttpResponseException answer, String doing, String project) {
    if (find(thrown, IllegalStateException.class) != null) {
      // What the library does with 401 where a token was given that it cannot make anew.
      return fault(
          GoogleFault.Kind.UNAUTHENTICATED,
          401,
          doing + ": Google does not take the access token: it has ended, or is none of Google's",
          Optional.of(SIGN_IN));
    }
    JsonNode body = answer == null ? JSON.missingNode() : tree(answer.getContent());
    if (answer != null && body.path("error").isObject()) {
      // Whom to be was asked of an API like the others, which says more than a server of tokens.
      return answered(
          answer.getStatusCode(), answer.getContent(), doing + ": no access token", project);
    }
    String words = body.path("error_description").asText(body.path("error").asText(""));
    return fault(
        GoogleFault.Kind.UNAUTHENTICATED,
        answer == null ? 0 : answer.getStatusCode(),
        doing + ": no access token: " + (words.isEmpty() ? deepest(thrown) : words),
        Optional.of(SIGN_IN));
  }

  /** What an answer with an error status means. */
  static GoogleFault answered(int status, @Nullable String content, String doing, String project) {
    JsonNode error = tree(content).path("error");
    String words = error.path("message").asText("").strip();
    String reason = reason(error);
    GoogleFault.Kind kind = kind(status, reason, words);
    String message =
        doing
            + ": "
            + (words.isEmpty() ? "Google answered with status " + status : words)
            + (words.contains(reason) ? "" : " [" + reason + "]");
    return new GoogleFault(kind, status, reason, message, hint(kind, error, words, project));
  }

  private static GoogleFault.Kind kind(int status, String reason, String words) {
    if (DISABLED.contains(reason) || words.contains("has not been used in project")) {
      return GoogleFault.Kind.API_DISABLED;
    }
    if (RATE.contains(reason)) {
      return GoogleFault.Kind.RATE_LIMIT;
    }
    if (reason.toLowerCase(Locale.ROOT).contains("quota") && status != 401) {
      return GoogleFault.Kind.QUOTA;
    }
    return switch (status) {
      case 401 -> GoogleFault.Kind.UNAUTHENTICATED;
      case 403 -> GoogleFault.Kind.FORBIDDEN;
      case 404 -> GoogleFault.Kind.NOT_FOUND;
      case 409 -> GoogleFault.Kind.CONFLICT;
      case 412 -> GoogleFault.Kind.PRECONDITION;
      case 408, 429 -> GoogleFault.Kind.RATE_LIMIT;
      default -> status >= 500 ? GoogleFault.Kind.SERVER : GoogleFault.Kind.INVALID;
    };
  }

  private static Optional<String> hint(
      GoogleFault.Kind kind, JsonNode error, String words, String project) {
    if (NO_PROJECT.matcher(words).find()) {
      return Optional.of("is that the project's id? They are listed by: gcloud projects list");
    }
    return switch (kind) {
      case UNAUTHENTICATED -> Optional.of(SIGN_IN);
      case API_DISABLED ->
          Optional.of(
              "gcloud services enable "
                  + service(error, words)
                  + (project.isEmpty() ? "" : " --project " + project));
      case FORBIDDEN -> Optional.of(permission(error, words));
      case QUOTA ->
          Optional.of(
              limit(error) + "ask for more under IAM & Admin > Quotas, or use another region");
      case RATE_LIMIT ->
          Optional.of(limit(error) + "try again in a minute; a cache saves requests (cache: true)");
      case NO_CREDENTIALS,
          NOT_FOUND,
          CONFLICT,
          PRECONDITION,
          INVALID,
          SERVER,
          UNREACHABLE,
          GARBLED ->
          Optional.empty();
    };
  }

  /** Some APIs say only in the details which permission it is, and on what. */
  private static String permission(JsonNode error, String words) {
    if (words.contains("iam.serviceAccounts.getAccessToken")) {
      return "the account that signs in needs roles/iam.serviceAccountTokenCreator on the one that"
          + " it is to be";
    }
    String permission = detail(error, "permission");
    String resource = detail(error, "resource");
    String which =
        permission.isEmpty() || words.contains(permission)
            ? ""
            : permission
                + (resource.isEmpty() ? "" : " on " + resource.replaceFirst("^//[^/]+/", ""))
                + " is missing: ";
    return which + "have somebody grant a role with that permission to the account that play uses";
  }

  /** Which limit it is, and how much. */
  private static String limit(JsonNode error) {
    String name = detail(error, "quota_limit");
    String much = detail(error, "quota_limit_value");
    return name.isEmpty() || much.isEmpty() ? "" : name + " is " + much + "; ";
  }

  private static String service(JsonNode error, String words) {
    String service = detail(error, "service");
    Matcher told = SERVICE.matcher(words);
    String otherwise = told.find() ? told.group() : GoogleEndpoints.COMPUTE.service();
    return service.isEmpty() ? otherwise : service;
  }

  /** A word of the details' metadata; empty where Google gives none. */
  private static String detail(JsonNode error, String name) {
    for (JsonNode detail : error.path("details")) {
      String word = detail.path("metadata").path(name).asText("");
      if (!word.isEmpty()) {
        return word;
      }
    }
    return "";
  }

  private static String reason(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path("@type").asText("").endsWith("google.rpc.ErrorInfo")) {
        return detail.path("reason").asText("");
      }
    }
    return error.path("errors").path(0).path("reason").asText("");
  }

  private static JsonNode tree(@Nullable String content) {
    try {
      return content == null ? JSON.missingNode() : JSON.readTree(content);
    } catch (JsonProcessingException e) {
      // A proxy's page, for example: the status has to do.
      return JSON.missingNode();
    }
  }

  /** Whether it was the server of access tokens that refused. */
  private static boolean isTokenAnswer(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      for (StackTraceElement frame : t.getStackTrace()) {
        if (frame.getClassName().startsWith(OAuth2Credentials.class.getPackageName())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isGarbled(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof InvalidProtocolBufferException
          || t.getClass().getName().contains("RestSerializationException")
          || t.getClass().getName().startsWith("com.google.gson.")) {
        return true;
      }
    }
    return false;
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  private static String deepest(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String words = String.valueOf(last.getMessage());
    return last instanceof java.net.UnknownHostException ? "no such host: " + words : words;
  }

  private static GoogleFault fault(
      GoogleFault.Kind kind, int status, String message, Optional<String> hint) {
    return new GoogleFault(kind, status, "", message, hint);
  }
}
