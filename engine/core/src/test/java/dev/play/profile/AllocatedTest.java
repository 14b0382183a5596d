package dev.play.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocatedTest {
  @Test
  void countsWhatThisProcessAllocates() {
    long before = Allocated.soFar().orElseThrow();
    byte[][] kept = new byte[64][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1 << 20];
    }
    assertThat(Allocated.soFar().orElseThrow() - before)
        .isGreaterThanOrEqualTo((long) kept.length << 20);
  }
}
