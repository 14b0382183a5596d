package dev.play.run.action;

import dev.play.host.HostException;
import dev.play.run.RunInterrupted;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;

/** wait_for_connection: tries until the host answers. In a check, it would wait. */
final class WaitForConnectionAction extends ControllerAction<EngineActions.WaitForConnection> {
  WaitForConnectionAction() {
    super(EngineActions.WaitForConnection.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.WaitForConnection arguments) {
    if (moment.settings().check()) {
      return Performed.ok(Value.EMPTY_DICT);
    }
    Instant start = now(moment);
    Instant end = start.plusSeconds(arguments.timeout());
    try {
      pause(moment, arguments.delay());
      while (true) {
        try {
          moment
              .play()
              .run()
              .hands()
              .probe(moment.reach(), Duration.ofSeconds(arguments.connectTimeout()));
          return Performed.ok(
              Value.dictOf("elapsed", Duration.between(start, now(moment)).toSeconds()));
        } catch (HostException e) {
          if (!now(moment).isBefore(end)) {
            return Performed.failed("timed out waiting for the connection: " + e.getMessage());
          }
        }
        pause(moment, Math.max(1, arguments.sleep()));
      }
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }

  private static void pause(Moment moment, int seconds) throws InterruptedException {
    if (seconds > 0) {
      moment.play().run().operator().pause(Duration.ofSeconds(seconds));
    }
  }

  private static Instant now(Moment moment) {
    return moment.play().run().clock().instant();
  }
}
