package dev.play.cli.terminal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;

/**
 * The system's clock in the system's zone. As {@link Clock#systemDefaultZone}, but the zone is
 * looked up only when it is asked for: Java reads its table of all zones for that, a hundredth of a
 * second that most runs need not spend.
 */
final class LocalClock extends Clock {
  private static final Clock UTC = Clock.systemUTC();

  @Override
  public ZoneId getZone() {
    return TimeZone.getDefault().toZoneId();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }

  @Override
  public Instant instant() {
    return UTC.instant();
  }

  @Override
  public long millis() {
    return UTC.millis();
  }
}
