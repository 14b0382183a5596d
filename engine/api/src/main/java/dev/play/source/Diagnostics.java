package dev.play.source;

import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics while a stage works on. Not thread-safe: one per stage and thread. */
public final class Diagnostics {
  private final List<Diagnostic> found = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public void error(Span span, String message) {
    add(Diagnostic.error(span, message));
  }

  public void error(Span span, String message, String hint) {
    add(Diagnostic.error(span, message, hint));
  }

  public void warning(Span span, String message) {
    add(Diagnostic.warning(span, message));
  }

  /**
   * Turns errors into warnings: those found in a task that may fail without harm.
   *
   * @param from how many were there before it
   */
  public void soften(int from) {
    found.subList(from, found.size()).replaceAll(Diagnostics::softened);
  }

  private static Diagnostic softened(Diagnostic one) {
    return one.severity() == Diagnostic.Severity.ERROR ? one.asWarning() : one;
  }

  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
