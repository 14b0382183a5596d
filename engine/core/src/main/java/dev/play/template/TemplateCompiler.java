package dev.play.template;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.library.Library;

/** Compiles texts; caches by source and flags; thread-safe. */
public final class TemplateCompiler {
  private final Library library;

  public TemplateCompiler(Library library) {
    this.library = library;
  }

  public Library library() {
    return library;
  }

  /**
   * The text of a YAML value, with {@code {{ }}} and {@code {% %}} in it. One single expression
   * gives its native value; anything else is text. Backslashes in string literals within {@code {{
   * }}} are literal.
   *
   * @param span where the text's first character stands
   * @param problems gets the mistakes; the result then is undefined when evaluated
   */
  public Compiled value(String source, Span span, Diagnostics problems) {
    throw new UnsupportedOperationException("value");
  }

  /** A bare expression: when, failed_when, until, assert's that, debug's var. */
  public Compiled expression(String source, Span span, Diagnostics problems) {
    throw new UnsupportedOperationException("expression");
  }

  /** A template file, whose result is text. A {@code #jinja2:} header line adds to the options. */
  public Compiled file(String source, String fileName, FileOptions options, Diagnostics problems) {
    throw new UnsupportedOperationException("file");
  }

  /** A Mustache template, strict: a missing variable is an error. */
  public Compiled mustache(String source, String fileName, Diagnostics problems) {
    throw new UnsupportedOperationException("mustache");
  }
}
