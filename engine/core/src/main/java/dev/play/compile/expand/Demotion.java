package dev.play.compile.expand;

import dev.play.source.Diagnostic;

/** Mistakes where a playbook counts on failing: they are told, and the run may start. */
final class Demotion {
  private Demotion() {}

  static Diagnostic of(Diagnostic d) {
    return new Diagnostic(Diagnostic.Severity.WARNING, d.message(), d.span(), d.hint());
  }
}
