package dev.play.template;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.closure.Engine;
import dev.play.template.library.Library;
import dev.play.template.mustache.MustacheTemplate;
import dev.play.value.Value;

/** Compiles texts; caches by source and flags; thread-safe. */
public final class TemplateCompiler {
  private final Library library;
  private final boolean nativeTypes;
  private final Engine engine;

  /** With native types, as Ansible has them from 2.19 on. */
  public TemplateCompiler(Library library) {
    this(library, true);
  }

  /**
   * @param nativeTypes whether a value's text that is one expression keeps the type of its value;
   *     without it becomes text, unless it reads as a list, a dictionary or a boolean
   */
  public TemplateCompiler(Library library, boolean nativeTypes) {
    this.library = library;
    this.nativeTypes = nativeTypes;
    this.engine = new Engine(library, this, nativeTypes);
  }

  public boolean nativeTypes() {
    return nativeTypes;
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
    return engine.value(source, span, problems);
  }

  /** A bare expression: when, failed_when, until, assert's that, debug's var. */
  public Compiled expression(String source, Span span, Diagnostics problems) {
    return engine.expression(source, span, problems);
  }

  /** A template file, whose result is text. A {@code #jinja2:} header line adds to the options. */
  public Compiled file(String source, String fileName, FileOptions options, Diagnostics problems) {
    return engine.file(source, fileName, options, problems);
  }

  /** A Mustache template, strict: a missing variable is an error. */
  public Compiled mustache(String source, String fileName, Diagnostics problems) {
    return MustacheTemplate.compile(engine, source, fileName, problems);
  }

  /**
   * A value with all templates inside evaluated in a scope. Elements that are undefined, or whose
   * template uses something undefined, become {@link Value.Undefined}; secrets and unknowns stay
   * where they are.
   *
   * @throws EvaluationException for other mistakes in the templates
   */
  public Value deepResolve(Value value, Scope scope) {
    return engine.deepResolve(value, scope);
  }

  /** Whether a text has anything to evaluate; one that has not is plain data. */
  public static boolean hasTags(String source) {
    return Engine.hasTags(source);
  }
}
