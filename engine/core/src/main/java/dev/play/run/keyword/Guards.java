package dev.play.run.keyword;

import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import java.util.List;

/** Lists of conditions, all of which must hold. */
public final class Guards {
  private Guards() {}

  /**
   * In order, up to the first that does not hold. Behind one that is unknown, a mistake in a later
   * one does not count: it might never be reached.
   */
  public static ConditionResult all(List<Compiled> conditions, Scope scope) {
    ConditionResult result = ConditionResult.TRUE;
    for (Compiled condition : conditions) {
      try {
        result = result.and(condition.condition(scope));
      } catch (EvaluationException e) {
        if (result.equals(ConditionResult.TRUE)) {
          throw e;
        }
        return result;
      }
      if (result.equals(ConditionResult.FALSE)) {
        return result;
      }
    }
    return result;
  }
}
