package dev.play.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalClockTest {
  @Test
  void tellsTheSystemsTimeInTheSystemsZone() {
    Clock clock = new LocalClock();
    Instant before = Instant.now();

    assertThat(clock.instant()).isBetween(before, Instant.now());
    assertThat(Duration.ofMillis(Math.abs(clock.millis() - before.toEpochMilli())))
        .isLessThan(Duration.ofMinutes(1));
    assertThat(clock.getZone()).isEqualTo(ZoneId.systemDefault());
    assertThat(clock.withZone(ZoneOffset.ofHours(3)).getZone()).isEqualTo(ZoneOffset.ofHours(3));
  }
}
