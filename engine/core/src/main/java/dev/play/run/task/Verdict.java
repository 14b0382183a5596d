package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.event.Status;
import dev.play.run.keyword.Guards;
import dev.play.run.port.Performed;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * What a performed task amounts to once changed_when and failed_when have had their say.
 *
 * @param result a dictionary, or unknown as a whole
 * @param because why it is unknown, or where the mistake is that it failed by
 * @param restUnknown in a check: why fields that the result lacks are unknown, if so
 */
record Verdict(
    Status status, Value result, Optional<String> because, Optional<String> restUnknown) {
  static Verdict of(Status status, Value.Dict result) {
    return new Verdict(status, result, Optional.empty(), Optional.empty());
  }

  /** The author's mistake. */
  static Verdict mistaken(EvaluationException mistake, Value.Dict result) {
    return new Verdict(Status.FAILED, result, Results.place(mistake), Optional.empty());
  }

  /** The same with another ending. */
  Verdict as(Status other, Value changed) {
    return new Verdict(other, changed, because, restUnknown);
  }

  /**
   * @param register the name under which the conditions see the result
   * @param until says how the task is waited for
   */
  static Verdict of(
      Performed done,
      Keywords keywords,
      Scope scope,
      Optional<String> register,
      boolean check,
      String until) {
    if (done.status() == Status.SKIPPED) {
      return new Verdict(
          Status.SKIPPED, Results.of(done, false, false), done.because(), Optional.empty());
    }
    boolean unknown = done.status() == Status.UNKNOWN || tellsNothingYet(done);
    boolean changed = done.status() == Status.CHANGED || done.status() == Status.WOULD_CHANGE;
    boolean failed = done.status() == Status.FAILED || nonZero(done.values());
    Value before =
        unknown ? new Value.Unknown(until) : withMessage(Results.of(done, changed, failed));
    String condition = "changed";
    try {
      ConditionResult change =
          ask(keywords.changedWhen(), scope, register, PartlyKnown.of(before, done.restUnknown()));
      Value between = merge(before, "changed", change, keywords.changedWhen().isEmpty());
      condition = "failed";
      ConditionResult failure =
          ask(keywords.failedWhen(), scope, register, PartlyKnown.of(between, done.restUnknown()));
      Value after = merge(between, "failed", failure, keywords.failedWhen().isEmpty());
      if (!keywords.failedWhen().isEmpty() && after instanceof Value.Dict d) {
        after = d.with("failed_when_result", d.get("failed").orElse(Value.FALSE));
      }
      return new Verdict(
          status(done, keywords, change, failure, changed, failed, check),
          after,
          unknown ? done.because() : because(change, failure),
          done.restUnknown());
    } catch (EvaluationException e) {
      Value.Dict result = before instanceof Value.Dict d ? d : Value.EMPTY_DICT;
      String message = e.message();
      return mistaken(
          e,
          result
              .with("failed", Value.TRUE)
              .with(condition + "_when_result", new Value.Text(message))
              .with("msg", new Value.Text(message + (failed ? itself(result) : ""))));
    }
  }

  /** Of what changes nothing in any case, all that it would tell is unknown. */
  private static boolean tellsNothingYet(Performed done) {
    return done.status() == Status.OK
        && done.because().isPresent()
        && done.restUnknown().isPresent()
        && done.values().entries().isEmpty();
  }

  /** What a condition that cannot be evaluated must not hide: that the task had failed already. */
  private static String itself(Value.Dict result) {
    return result.get("msg").orElse(Value.NONE) instanceof Value.Text(String text)
        ? " (the task itself had failed: " + text + ")"
        : "";
  }

  private static Status status(
      Performed done,
      Keywords keywords,
      ConditionResult change,
      ConditionResult failure,
      boolean changed,
      boolean failed,
      boolean check) {
    boolean saysChange = !keywords.changedWhen().isEmpty();
    boolean saysFailure = !keywords.failedWhen().isEmpty();
    boolean fails = saysFailure ? failure.equals(ConditionResult.TRUE) : failed;
    if (fails) {
      return Status.FAILED;
    }
    if (saysFailure && failure instanceof ConditionResult.Unknown) {
      return Status.UNKNOWN;
    }
    if (saysChange) {
      return switch (change) {
        case ConditionResult.Unknown u -> Status.UNKNOWN;
        case ConditionResult.Decided d -> changing(d.holds(), check, done);
      };
    }
    return done.status() == Status.UNKNOWN ? Status.UNKNOWN : changing(changed, check, done);
  }

  private static Status changing(boolean changed, boolean check, Performed done) {
    if (!changed) {
      return Status.OK;
    }
    return check || done.status() == Status.WOULD_CHANGE ? Status.WOULD_CHANGE : Status.CHANGED;
  }

  private static Optional<String> because(ConditionResult change, ConditionResult failure) {
    if (change instanceof ConditionResult.Unknown(String because)) {
      return Optional.of(because);
    }
    return failure instanceof ConditionResult.Unknown(String because)
        ? Optional.of(because)
        : Optional.empty();
  }

  private static ConditionResult ask(
      java.util.List<dev.play.template.Compiled> conditions,
      Scope scope,
      Optional<String> register,
      Value result) {
    if (conditions.isEmpty()) {
      return ConditionResult.TRUE;
    }
    return Guards.all(
        conditions, register.map(name -> scope.with(Map.of(name, result))).orElse(scope));
  }

  private static Value merge(Value result, String field, ConditionResult said, boolean silent) {
    if (silent || !(result instanceof Value.Dict dict)) {
      return result;
    }
    return dict.with(
        field,
        switch (said) {
          case ConditionResult.Decided d -> Value.of(d.holds());
          case ConditionResult.Unknown u -> new Value.Unknown(u.because());
        });
  }

  /** A command's exit status, where the module did not judge it itself. */
  private static boolean nonZero(Value.Dict values) {
    if (values.get("failed").isPresent()) {
      return values.get("failed").get().equals(Value.TRUE);
    }
    return values
        .get("rc")
        .map(rc -> rc instanceof Value.Number && !PythonText.str(rc).equals("0"))
        .orElse(false);
  }

  private static Value.Dict withMessage(Value.Dict result) {
    boolean failed = result.get("failed").orElse(Value.FALSE).equals(Value.TRUE);
    return failed && result.get("msg").isEmpty() && result.get("rc").isPresent()
        ? result.with("msg", new Value.Text("non-zero return code"))
        : result;
  }
}
