package dev.play.template;

import dev.play.source.Span;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled text. Immutable and thread-safe. */
public interface Compiled {
  /**
   * The value in a scope: never a {@link Value.Template}, nor are there any inside it. What comes
   * from a secret is {@link Value.Secret}; what needs something not known yet is {@link
   * Value.Unknown}. Only a bare expression may give {@link Value.Undefined}, for a name that nobody
   * defines or a member that is not there.
   *
   * @throws EvaluationException for the author's mistakes that only show now
   */
  Value evaluate(Scope scope);

  /**
   * The same where elements of lists and dictionaries that use something undefined stay {@link
   * Value.Undefined} instead of being mistakes.
   */
  default Value evaluateLeniently(Scope scope) {
    return evaluate(scope);
  }

  /**
   * The value read as a condition, with Python's truth.
   *
   * @throws EvaluationException as {@link #evaluate}, and when the value is not a boolean
   */
  default ConditionResult condition(Scope scope) {
    return Conditions.decide(evaluate(scope), span());
  }

  /** Names that it may look up in the scope. */
  default Set<String> freeVariables() {
    return freeVariableSpans().keySet();
  }

  /** The same, each with the place of its first appearance. */
  Map<String, Span> freeVariableSpans();

  /**
   * Those of the free variables that need not be defined, because the text asks somewhere ({@code
   * is defined}, {@code is undefined}, {@code default}).
   */
  Set<String> guardedVariables();

  /**
   * Those of the free variables that every evaluation reads, whatever conditions turn out to be.
   */
  default Set<String> certainVariables() {
    return freeVariables();
  }

  /** Functions of the language that it names, such as {@code lookup}. */
  default Set<String> functions() {
    return Set.of();
  }

  /** The value where it is the same in every scope and at any time. */
  Optional<Value> constant();

  /** Where the text stands. */
  Span span();
}
