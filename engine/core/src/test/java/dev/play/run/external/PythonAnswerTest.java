package dev.play.run.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PythonAnswerTest {
  @Test
  void turnsTheObjectsOfLaterVersionsIntoPlainValues() {
    Map<String, Object> warning =
        Map.of("__ansible_type", "WarningSummary", "event", Map.of("msg", "careful"));
    Map<String, Object> error =
        Map.of(
            "__ansible_type",
            "ErrorSummary",
            "event",
            Map.of("msg", "bad", "formatted_traceback", "Traceback: bad"));
    TaskResult plain =
        PythonAnswer.plain(
            TaskResult.of("warnings", List.of(warning), "exception", error, "rc", 1));
    assertThat(plain.values())
        .isEqualTo(
            Value.dictOf("warnings", List.of("careful"), "exception", "Traceback: bad", "rc", 1));
  }

  @Test
  void leavesOutWhatAnsibleKeepsToItself() {
    TaskResult plain =
        PythonAnswer.plain(TaskResult.of("got", Map.of("_ansible_diff", true, "x", 1)));
    assertThat(plain.values()).isEqualTo(Value.dictOf("got", Map.of("x", 1)));
  }

  @Test
  void takesWhatAnAnswerHidesForSecret() {
    Value.Dict given =
        Value.dictOf("user", "u", "password", "p1", "more", Map.of("token", "t", "x", 1));
    String hidden = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";
    Value.Dict answer =
        Value.dictOf(
            "invocation",
            Map.of(
                "module_args",
                Map.of("user", "u", "password", hidden, "more", Map.of("token", hidden, "x", 1))));
    assertThat(HiddenArguments.in(answer, given))
        .containsExactlyInAnyOrder(
            new Value.Secret(new Value.Text("p1")), new Value.Secret(new Value.Text("t")));
    assertThat(HiddenArguments.in(Value.EMPTY_DICT, given)).isEmpty();
  }

  @Test
  void showsDifferencesAsText() {
    assertThat(
            ModuleDiff.of(
                Value.dictOf(
                    "diff", List.of(Map.of("before", "a\n", "after", "b\n", "after_header", "f")))))
        .isEqualTo("--- before\n+++ after: f\n@@ -1 +1 @@\n-a\n+b\n");
    assertThat(ModuleDiff.of(Value.dictOf("diff", Map.of("prepared", "+x")))).isEqualTo("+x\n");
    assertThat(ModuleDiff.of(Value.EMPTY_DICT)).isEmpty();
  }
}
