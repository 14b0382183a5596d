package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import org.jspecify.annotations.Nullable;

/** The variables whose templates are being evaluated, innermost first: finds circles. */
public record Resolution(
    Value.Template template, String label, Scope scope, @Nullable Resolution outer, int depth) {
  private static final int DEEPEST = 100;

  public static Resolution enter(
      Value.Template template, String label, Scope scope, @Nullable Resolution outer) {
    for (Resolution r = outer; r != null; r = r.outer) {
      if (r.scope == scope && r.template.equals(template)) {
        throw circle(label, outer, r).at(template.span());
      }
    }
    Resolution made =
        new Resolution(template, label, scope, outer, outer == null ? 1 : outer.depth + 1);
    if (made.depth > DEEPEST) {
      throw EvaluationException.of("variables refer to each other more than " + DEEPEST + " deep")
          .at(template.span());
    }
    return made;
  }

  private static EvaluationException circle(
      String label, @Nullable Resolution from, Resolution first) {
    StringBuilder names = new StringBuilder(label);
    for (Resolution r = from; r != null; r = r.outer) {
      names.insert(0, r.label + " -> ");
      if (r == first) {
        break;
      }
    }
    return EvaluationException.of(
        "these variables are defined in a circle: " + names,
        "a variable cannot be defined by its own value");
  }
}
