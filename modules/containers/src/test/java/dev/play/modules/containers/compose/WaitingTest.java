package dev.play.modules.containers.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose ends with 0 although its time was over; docker ps knows better. */
class WaitingTest {
  private static TaskResult judged(Waiting waiting, String... lines) {
    CommandOutput answer = new CommandOutput(0, Blob.of(String.join("\n", lines)), Blob.of(""));
    return waiting.judge(answer, TaskResult.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Up 3 seconds (health: starting)",
        "Up 2 minutes (unhealthy)",
        "Restarting (1) 4 seconds ago",
        "Created",
        "Exited (3) 2 seconds ago"
      })
  void failsForAContainerThatHasNotCome(String status) {
    TaskResult result = judged(new Waiting(true, List.of()), "app\till-app-1\t" + status);

    assertThat(result.failed()).contains(true);
    assertThat(result.values().toString()).contains("ill-app-1: " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Up 3 seconds (healthy)", "Up 2 minutes", "Exited (0) 1 second ago"})
  void takesAContainerThatRunsOrHasDoneItsWork(String status) {
    assertThat(judged(new Waiting(true, List.of()), "app\twell-app-1\t" + status).failed())
        .isEmpty();
  }

  @Test
  void looksAtTheNamedServicesOnly() {
    String[] lines = {"app\tx-app-1\tUp 3 seconds (healthy)", "db\tx-db-1\tCreated"};

    assertThat(judged(new Waiting(true, List.of("app")), lines).failed()).isEmpty();
    assertThat(judged(new Waiting(true, List.of("db")), lines).failed()).contains(true);
  }

  @Test
  void failsNothingInACheckWhereNothingWasAsked() {
    assertThat(judged(new Waiting(true, List.of())).failed()).isEmpty();
  }
}
