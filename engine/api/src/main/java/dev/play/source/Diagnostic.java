package dev.play.source;

import java.util.Optional;

/**
 * A mistake of the author, as data. Diagnostics are collected and reported together, never thrown
 * one at a time.
 *
 * @param severity whether the run may start
 * @param message what is wrong, one sentence without a final full stop
 * @param span where
 * @param hint what to do about it, for example the near name
 */
public record Diagnostic(Severity severity, String message, Span span, Optional<String> hint) {
  /** Errors keep the run from starting; warnings and deprecations are only told. */
  public enum Severity {
    ERROR,
    WARNING,
    DEPRECATION
  }

  public static Diagnostic error(Span span, String message) {
    return new Diagnostic(Severity.ERROR, message, span, Optional.empty());
  }

  public static Diagnostic error(Span span, String message, String hint) {
    return new Diagnostic(Severity.ERROR, message, span, Optional.of(hint));
  }

  public static Diagnostic warning(Span span, String message) {
    return new Diagnostic(Severity.WARNING, message, span, Optional.empty());
  }

  /** The same, but no reason not to start. */
  public Diagnostic asWarning() {
    return new Diagnostic(Severity.WARNING, message, span, hint);
  }
}
