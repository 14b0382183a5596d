package dev.play.run.action;

import dev.play.event.Event;
import dev.play.run.RunInterrupted;
import dev.play.run.port.Answer;
import dev.play.run.port.Operator;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** pause: for a time, or until the operator answers. Nobody there means nothing to wait for. */
final class PauseAction extends ControllerAction<EngineActions.Pause> {
  PauseAction() {
    super(EngineActions.Pause.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.Pause arguments) {
    Optional<Duration> time;
    try {
      time = time(arguments);
    } catch (NumberFormatException e) {
      return Performed.failed(
          "argument 'seconds' or 'minutes' cannot be used, we were unable to convert to int: "
              + e.getMessage());
    }
    Instant start = moment.play().run().clock().instant();
    Answer answer;
    try {
      answer = time.isPresent() ? timed(moment, arguments, time.get()) : asked(moment, arguments);
      if (answer instanceof Answer.Interrupted && !goesOn(moment)) {
        return Performed.failed("user requested abort!");
      }
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
    moment.play().run().hands().timePassed();
    return result(moment, start, answer, arguments);
  }

  private static Answer timed(Moment moment, EngineActions.Pause arguments, Duration time)
      throws InterruptedException {
    Operator operator = moment.play().run().operator();
    say(moment, "Pausing for " + time.toSeconds() + " seconds");
    String how = "(ctrl+C then 'C' = continue early, ctrl+C then 'A' = abort)";
    String prompt = arguments.prompt().map(p -> prompt(moment, p, arguments)).orElse("");
    if (!operator.isThere() && !prompt.isEmpty()) {
      say(moment, prompt);
    }
    if (moment.settings().check()) {
      return new Answer.Nothing();
    }
    // Not said before: whoever reads it may answer at once, and only now keys are heard.
    return operator.await(how + "\n" + prompt, !arguments.echo(), Optional.of(time), "");
  }

  private static Answer asked(Moment moment, EngineActions.Pause arguments)
      throws InterruptedException {
    Operator operator = moment.play().run().operator();
    if (!operator.isThere()) {
      moment
          .play()
          .run()
          .events()
          .accept(
              new Event.Warning(
                  "Not waiting for response to prompt as stdin is not interactive",
                  Optional.empty(),
                  Optional.of(moment.step().span())));
      return new Answer.Nothing();
    }
    String what = arguments.prompt().orElse("Press enter to continue, Ctrl+C to interrupt");
    return operator.await(prompt(moment, what, arguments), !arguments.echo(), Optional.empty(), "");
  }

  private static String prompt(Moment moment, String what, EngineActions.Pause arguments) {
    String hidden = arguments.echo() ? "" : " (output is hidden)";
    return "[" + moment.title().name() + "]\n" + what + hidden + ":";
  }

  /** Behind control-C. */
  private static boolean goesOn(Moment moment) throws InterruptedException {
    Answer answer =
        moment
            .play()
            .run()
            .operator()
            .await(
                "\nPress 'C' to continue the play or 'A' to abort\n",
                true,
                Optional.empty(),
                "cCaA");
    return answer instanceof Answer.Typed(String key) && key.equalsIgnoreCase("c");
  }

  private static Performed result(
      Moment moment, Instant start, Answer answer, EngineActions.Pause arguments) {
    Instant stop = moment.play().run().clock().instant();
    Duration took = Duration.between(start, stop);
    boolean minutes = arguments.minutes().isPresent();
    double hundredths = Math.round(took.toMillis() / (minutes ? 600.0 : 10.0)) / 100.0;
    return Performed.ok(
        Value.dictOf(
            "start",
            start.toString(),
            "stop",
            stop.toString(),
            "delta",
            took.toSeconds(),
            "echo",
            arguments.echo(),
            "user_input",
            answer instanceof Answer.Typed(String text) ? text : "",
            "rc",
            0,
            "stdout",
            "Paused for " + hundredths + (minutes ? " minutes" : " seconds"),
            "stderr",
            ""));
  }

  private static void say(Moment moment, String text) {
    moment.play().run().events().accept(new Event.Prompted(moment.title(), text));
  }

  private static Optional<Duration> time(EngineActions.Pause arguments) {
    return arguments
        .seconds()
        .map(s -> seconds(Double.parseDouble(s.strip())))
        .or(() -> arguments.minutes().map(m -> seconds(60 * Double.parseDouble(m.strip()))));
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.round(Math.max(number, 1) * 1000));
  }
}
