package dev.play.run.keyword;

import dev.play.compile.text.Worded;
import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import java.util.List;
import java.util.Optional;

/** Lists of conditions, all of which must hold. */
public final class Guards {
  private Guards() {}

  /**
   * In order, up to the first that does not hold. Behind one that is unknown, a mistake in a later
   * one does not count: it might never be reached.
   */
  public static ConditionResult all(List<Compiled> conditions, Scope scope) {
    return judge(conditions, scope).result();
  }

  /**
   * What came of conditions.
   *
   * @param by the first that does not hold, if one does not
   */
  public record Outcome(ConditionResult result, Optional<Compiled> by) {
    public boolean isFalse() {
      return result.equals(ConditionResult.FALSE);
    }
  }

  /** As {@link #all}, telling which did not hold. */
  public static Outcome judge(List<Compiled> conditions, Scope scope) {
    ConditionResult result = ConditionResult.TRUE;
    for (Compiled condition : conditions) {
      try {
        result = result.and(condition.condition(scope));
      } catch (EvaluationException e) {
        if (result.equals(ConditionResult.TRUE)) {
          throw worded(condition, e);
        }
        return new Outcome(result, Optional.empty());
      }
      if (result.equals(ConditionResult.FALSE)) {
        return new Outcome(result, Optional.of(condition));
      }
    }
    return new Outcome(result, Optional.empty());
  }

  /** In Ansible's words, which tell the condition. */
  private static EvaluationException worded(Compiled condition, EvaluationException mistake) {
    if (!(condition instanceof Worded worded)) {
      return mistake;
    }
    String words = worded.words();
    boolean undefined = mistake.kind() == EvaluationException.Kind.UNDEFINED;
    return mistake.saying(
        ("The conditional check '" + words + "' failed. The error was: ")
            + (undefined ? "error while evaluating conditional (" + words + "): " : "")
            + mistake.message());
  }
}
