package dev.play.modules.system.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class AptOutputTest {
  private static final String PRINTED =
      """
      Reading package lists...
      Building dependency tree...
      Reading state information...
      The following NEW packages will be installed:
        foo
      0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
      Inst foo (1.0.1 localhost [all])
      """;

  private static Plan.Outcome ended(double at) {
    CommandOutput output = new CommandOutput(0, Blob.of(PRINTED), Blob.of("words"));
    return new Plan.Outcome(output, 1, at, Value.EMPTY_DICT);
  }

  @Test
  void tellsWhatAptWasAboutToDo() {
    assertThat(AptOutput.prepared(PRINTED))
        .isEqualTo(
            """
            The following NEW packages will be installed:
              foo
            0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.""");
  }

  @Test
  void tellsAllWhereAptSaysNothingOfWhatItReads() {
    assertThat(AptOutput.prepared("one\ntwo\n")).isEqualTo("one\ntwo");
  }

  @Test
  void registersWhatWasPrintedAndInACheckThatItIsUnknown() {
    TaskResult ran = AptOutput.of(TaskResult.EMPTY, List.of(ended(1)));
    assertThat(ran.values().get("stderr")).contains(new Value.Text("words"));
    assertThat(ran.values().get("diff").orElseThrow()).isInstanceOf(Value.Dict.class);
    TaskResult foretold = AptOutput.of(TaskResult.EMPTY, List.of(ended(0)));
    assertThat(foretold.values().get("diff").orElseThrow()).isInstanceOf(Value.Unknown.class);
  }
}
