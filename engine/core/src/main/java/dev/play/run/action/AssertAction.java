package dev.play.run.action;

import dev.play.compile.Step;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.host.Resource;
import dev.play.run.action.expression.DynamicExpression;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.Argument;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** assert: conditions one by one, up to the first that does not hold. */
final class AssertAction implements Work {
  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Performed perform(Moment moment) {
    Optional<Value> that = moment.arguments().get("that");
    if (that.isEmpty()) {
      return Performed.failed("conditional required in \"that\" string");
    }
    written(moment).forEach(text -> warn(text, moment));
    List<Value> conditions =
        that.get() instanceof Value.Sequence s ? s.items() : List.of(that.get());
    Optional<String> unknown = Optional.empty();
    for (Value condition : conditions) {
      ConditionResult result;
      try {
        result = decide(condition, moment);
      } catch (EvaluationException e) {
        return unknown
            .map(Performed::unknown)
            .orElseGet(() -> failed(condition, e.message(), moment));
      }
      if (result.equals(ConditionResult.FALSE)) {
        return failed(condition, "Assertion failed", moment);
      }
      if (result instanceof ConditionResult.Unknown(String because)) {
        unknown = unknown.or(() -> Optional.of(because));
      }
    }
    return unknown.map(Performed::unknown).orElseGet(() -> passed(moment));
  }

  private static ConditionResult decide(Value condition, Moment moment) {
    Span span = moment.step().span();
    if (condition instanceof Value.None || condition.equals(new Value.Text(""))) {
      // An entry without a condition holds, as a `when` without one does.
      return ConditionResult.TRUE;
    }
    if (!(condition instanceof Value.Text(String text))) {
      return Conditions.decide(condition, span);
    }
    Compiled compiled = DynamicExpression.of(text, moment);
    if (DynamicExpression.reachesOut(compiled)
        && !DynamicExpression.isWritten("that", condition, moment)) {
      throw EvaluationException.of("Conditional is marked as unsafe, and cannot be evaluated.");
    }
    return compiled.condition(moment.scope());
  }

  /** Conditions with template braces, as they stand in the task. */
  private static List<String> written(Moment moment) {
    Argument given =
        moment.step() instanceof Step.Engine task ? task.arguments().get("that") : null;
    if (given == null) {
      return List.of();
    }
    Value that = given.value();
    return (that instanceof Value.Sequence s ? s.items() : List.of(that))
        .stream()
            .filter(Value.Template.class::isInstance)
            .map(template -> ((Value.Template) template).source())
            .filter(source -> !source.strip().startsWith("{{") || !source.strip().endsWith("}}"))
            .toList();
  }

  private static void warn(String condition, Moment moment) {
    moment
        .play()
        .run()
        .events()
        .accept(
            new Event.Warning(
                "conditional statements should not include jinja2 templating delimiters such as {{"
                    + " }} or {% %}. Found: "
                    + condition,
                Optional.empty(),
                Optional.empty()));
  }

  private static Performed passed(Moment moment) {
    return Performed.ok(
        told(
            Value.dictOf(
                "msg",
                moment
                    .arguments()
                    .get("success_msg")
                    .orElse(new Value.Text("All assertions passed"))),
            moment));
  }

  /** Shown at any verbosity unless that is turned off by {@code quiet}. */
  private static Value.Dict told(Value.Dict result, Moment moment) {
    boolean quiet =
        Boolean.TRUE.equals(
            KeywordReader.asBoolean(moment.arguments().get("quiet").orElse(Value.FALSE)));
    return quiet ? result : result.with("_ansible_verbose_always", Value.TRUE);
  }

  private static Performed failed(Value condition, String otherwise, Moment moment) {
    Value message =
        moment
            .arguments()
            .get("fail_msg")
            .or(() -> moment.arguments().get("msg"))
            .orElse(new Value.Text(otherwise));
    return Performed.of(
        Status.FAILED,
        Value.dictOf(
            "assertion", PythonText.str(condition), "evaluated_to", false, "msg", message));
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return Performed.unknown(because);
  }
}
