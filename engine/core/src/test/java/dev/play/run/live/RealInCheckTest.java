package dev.play.run.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.module.TaskResult;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealInCheckTest {
  @Test
  void doesNotTellAFailureThatWhatComesBeforeMayMend() {
    ModuleOutcome told = RealInCheck.told(outcome(TaskResult.EMPTY.failed("not found")));

    assertThat(told.status()).isEqualTo(Status.UNKNOWN);
    assertThat(told.resultUnknown()).isPresent();
  }

  @Test
  void tellsWhatWentWellAsItWent() {
    ModuleOutcome done = outcome(TaskResult.of("rc", 0));

    assertThat(RealInCheck.told(done)).isSameAs(done);
  }

  private static ModuleOutcome outcome(TaskResult result) {
    return new ModuleOutcome(
        Status.CHANGED,
        result,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
