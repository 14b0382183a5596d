package dev.play.run.action;

import dev.play.event.Event;
import dev.play.run.RunInterrupted;
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
      return Performed.failed("pause needs a number of minutes or seconds: " + e.getMessage());
    }
    Operator operator = moment.play().run().operator();
    Instant start = moment.play().run().clock().instant();
    String answer = "";
    try {
      if (time.isPresent()) {
        say(
            moment,
            arguments.prompt().orElse("Pausing for " + time.get().toSeconds() + " seconds"));
        if (!moment.settings().check()) {
          operator.pause(time.get());
        }
      } else if (operator.isThere()) {
        String prompt = arguments.prompt().orElse("Press enter to continue, Ctrl+C to interrupt");
        answer =
            operator
                .ask("[" + moment.title().name() + "]\n" + prompt + ": ", !arguments.echo())
                .orElse("");
      } else {
        moment
            .play()
            .run()
            .events()
            .accept(
                new Event.Warning(
                    "nobody is there to answer: not waiting for a response to prompt",
                    Optional.empty(),
                    Optional.of(moment.step().span())));
      }
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
    moment.play().run().hands().timePassed();
    return result(moment, start, answer, arguments);
  }

  private static Performed result(
      Moment moment, Instant start, String answer, EngineActions.Pause arguments) {
    Instant stop = moment.play().run().clock().instant();
    long seconds = Duration.between(start, stop).toSeconds();
    return Performed.ok(
        Value.dictOf(
            "start",
            start.toString(),
            "stop",
            stop.toString(),
            "delta",
            seconds,
            "echo",
            arguments.echo(),
            "user_input",
            answer,
            "rc",
            0,
            "stdout",
            "Paused for " + seconds + " seconds",
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
