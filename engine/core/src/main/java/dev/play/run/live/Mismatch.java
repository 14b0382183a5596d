package dev.play.run.live;

import dev.play.settings.Settings;
import java.util.Locale;

/** What a play's pattern that means no host or group is: the setting host_pattern_mismatch. */
public enum Mismatch {
  ERROR,
  WARNING,
  IGNORE;

  /** As the settings say. */
  public static Mismatch from(Settings settings) {
    return valueOf(
        settings.text("HOST_PATTERN_MISMATCH").orElse("warning").toUpperCase(Locale.ROOT));
  }
}
