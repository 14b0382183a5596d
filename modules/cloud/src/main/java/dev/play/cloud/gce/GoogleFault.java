package dev.play.cloud.gce;

import java.util.Optional;

/**
 * What went wrong with a request to Google.
 *
 * @param status the HTTP status; 0 where there was no answer
 * @param reason Google's word for it, for example {@code quotaExceeded}; empty where it gave none
 * @param message what was being done, and what Google says of it
 * @param hint what to do about it
 */
public record GoogleFault(
    Kind kind, int status, String reason, String message, Optional<String> hint) {
  /** What people do something different about. */
  public enum Kind {
    /** Nobody said who we are. */
    NO_CREDENTIALS,
    /** The credentials are not taken: expired, revoked, malformed. */
    UNAUTHENTICATED,
    /** Known, but not allowed. */
    FORBIDDEN,
    /** The API is switched off in the project. */
    API_DISABLED,
    NOT_FOUND,
    /** It exists already, or is in use. */
    CONFLICT,
    /** It is not as the request supposes: a stale fingerprint, for example. */
    PRECONDITION,
    /** More than the project may have. */
    QUOTA,
    /** Too many requests in too short a time. */
    RATE_LIMIT,
    /** The request itself is wrong. */
    INVALID,
    /** Google's own failure. */
    SERVER,
    /** No answer: refused, reset, too slow. */
    UNREACHABLE,
    /** An answer that is not what the API gives. */
    GARBLED
  }

  /** Whether the same request may fare better a little later. */
  public boolean isPassing() {
    return switch (kind) {
      case RATE_LIMIT, SERVER, UNREACHABLE -> true;
      case NO_CREDENTIALS,
          UNAUTHENTICATED,
          FORBIDDEN,
          API_DISABLED,
          NOT_FOUND,
          CONFLICT,
          PRECONDITION,
          QUOTA,
          INVALID,
          GARBLED ->
          false;
    };
  }
}
