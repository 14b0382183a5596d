package dev.play.run.action.expression;

import dev.play.compile.Step;
import dev.play.run.task.Moment;
import dev.play.schema.Argument;
import dev.play.source.Diagnostics;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.Set;

/**
 * A text that is read as an expression during the run. One that a template made may hold what a
 * host has said: it must not reach what belongs to the controller.
 */
public final class DynamicExpression {
  private static final Set<String> REACHING = Set.of("lookup", "query", "q", "undef");

  private DynamicExpression() {}

  /**
   * @throws EvaluationException for a text that is no expression
   */
  public static Compiled of(String text, Moment moment) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled =
        moment.play().run().templates().expression(text, moment.step().span(), problems);
    if (problems.hasErrors()) {
      throw EvaluationException.of(problems.all().getFirst());
    }
    return compiled;
  }

  /** Whether an expression reaches further than one that did not stand in the playbook may. */
  public static boolean reachesOut(Compiled expression) {
    return expression.functions().stream().anyMatch(REACHING::contains);
  }

  /** Whether an argument, or one of its items, is text as it stands in the playbook. */
  public static boolean isWritten(String argument, Value text, Moment moment) {
    Argument given =
        moment.step() instanceof Step.Engine task ? task.arguments().get(argument) : null;
    return given != null
        && (given.value().equals(text)
            || (given.value() instanceof Value.Sequence all && all.items().contains(text)));
  }
}
