package dev.play.template;

import dev.play.source.Diagnostic;
import dev.play.source.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An author's mistake that only shows when a text is evaluated: an undefined variable, a wrong
 * type, a file that a lookup does not find. It fails the task of the host at hand.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern MISSING = Pattern.compile("there is no (?:filter|test) '(.*)'");

  /** Whether the mistake is that something is not defined, which {@code default} mends. */
  public enum Kind {
    UNDEFINED,
    /** Values that an operation cannot take: Ansible tells of it as Python does, item by item. */
    FAULT,
    OTHER
  }

  private final Kind kind;
  private final transient Optional<Span> span;
  private final transient Optional<String> hint;

  private EvaluationException(
      Kind kind, String message, Optional<Span> span, Optional<String> hint) {
    super(message, null, false, false);
    this.kind = kind;
    this.span = span;
    this.hint = hint;
  }

  /** A mistake whose place the caller adds by {@link #at}. */
  public static EvaluationException of(String message) {
    return new EvaluationException(Kind.OTHER, message, Optional.empty(), Optional.empty());
  }

  /** See {@link Kind#FAULT}. */
  public static EvaluationException fault(String message) {
    return new EvaluationException(Kind.FAULT, message, Optional.empty(), Optional.empty());
  }

  public static EvaluationException of(String message, String hint) {
    return new EvaluationException(Kind.OTHER, message, Optional.empty(), Optional.of(hint));
  }

  /** A text's mistake that had been found before, met now that the text is evaluated. */
  public static EvaluationException of(Diagnostic problem) {
    Matcher missing = MISSING.matcher(problem.message());
    EvaluationException e =
        of(missing.matches() ? notLoaded(missing.group(1)) : problem.message()).at(problem.span());
    return problem.hint().map(e::hinting).orElse(e);
  }

  private static String notLoaded(String name) {
    return name.matches("[\\w.]+")
        ? "template error while templating string: Could not load \"" + name + "\": '" + name + "'"
        : "TemplateSyntaxError: Could not load \""
            + name
            + "\": 'invalid plugin name: ansible.builtin."
            + name
            + "'";
  }

  public static EvaluationException undefined(String message, Optional<String> hint) {
    return new EvaluationException(Kind.UNDEFINED, message, Optional.empty(), hint);
  }

  /** The same with its place; the innermost place wins. */
  public EvaluationException at(Span place) {
    return span.isPresent()
        ? this
        : new EvaluationException(kind, message(), Optional.of(place), hint);
  }

  /** The same with another wording, keeping place and hint. */
  public EvaluationException saying(String message) {
    return new EvaluationException(kind, message, span, hint);
  }

  /** The same with a hint. */
  public EvaluationException hinting(String newHint) {
    return new EvaluationException(kind, message(), span, Optional.of(newHint));
  }

  /** What is wrong, without a final full stop. */
  public String message() {
    return String.valueOf(getMessage());
  }

  public Kind kind() {
    return kind;
  }

  /** Where, if known. */
  public Optional<Span> span() {
    return span;
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return hint;
  }

  /** The mistake as a diagnostic, for reports. */
  public Diagnostic diagnostic(Span otherwise) {
    return new Diagnostic(Diagnostic.Severity.ERROR, message(), span.orElse(otherwise), hint);
  }

  @Override
  public String toString() {
    return span.map(s -> s + ": ").orElse("")
        + message()
        + hint.map(h -> " (" + h + ")").orElse("");
  }
}
