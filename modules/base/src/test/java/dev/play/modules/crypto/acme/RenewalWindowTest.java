package dev.play.modules.crypto.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.module.ModuleFailure;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RenewalWindowTest {
  private final RenewalWindow window = new RenewalWindow(1_000, 2_000, Optional.empty());

  @Test
  void drawsTheSameTimeForACertificateEachTime() {
    assertThat(window.drawn("a.b")).isEqualTo(window.drawn("a.b")).isBetween(1_000L, 1_999L);
  }

  @Test
  void drawsFromAllOfTheSpan() {
    long[] times = IntStream.range(0, 400).mapToLong(i -> window.drawn("id." + i)).toArray();
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = 1_000 + tenth * 100L;
      assertThat(LongStream.of(times)).anyMatch(time -> time >= from && time < from + 100);
    }
  }

  @Test
  void refusesASpanThatEndsBeforeItBegins() {
    Value.Dict told =
        (Value.Dict)
            Value.ofJava(
                Map.of(
                    "suggestedWindow",
                    Map.of("start", "2026-02-01T00:00:00Z", "end", "2026-01-01T00:00:00Z")));
    assertThatThrownBy(() -> RenewalWindow.of(told))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("ends before it begins");
  }
}
