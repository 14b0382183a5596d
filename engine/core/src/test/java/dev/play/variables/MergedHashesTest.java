package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.VarLayer;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedHashesTest {
  private static Layer layer(Value value) {
    return new Layer(Precedence.PLAY_VARS, new VarLayer("test", Map.of("h", value)));
  }

  @Test
  void mergesDictionariesOfAllLayersAtEveryDepthAndReplacesAllElse() {
    Value weak =
        Value.dictOf("a", 1, "in", Value.dictOf("x", 1, "y", 1), "list", Value.texts(List.of("w")));
    Value strong =
        Value.dictOf("b", 2, "in", Value.dictOf("y", 2), "list", Value.texts(List.of("s")));

    assertThat(MergedHashes.of("h", strong, List.of(layer(weak), layer(strong))))
        .isEqualTo(
            Value.dictOf(
                "a",
                1,
                "in",
                Value.dictOf("x", 1, "y", 2),
                "list",
                Value.texts(List.of("s")),
                "b",
                2));
    assertThat(MergedHashes.of("h", strong, List.of(layer(Value.text("t")), layer(strong))))
        .isEqualTo(strong);
  }
}
