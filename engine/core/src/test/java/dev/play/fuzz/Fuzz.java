package dev.play.fuzz;

import java.nio.file.Path;
import java.util.Locale;

/** What Jazzer calls; the system property {@code play.fuzz} names the target. */
public final class Fuzz {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("play.fuzz", "yaml").toUpperCase(Locale.ROOT));
  private static final Path DIRECTORY = FuzzTarget.directory();

  private Fuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.feed(input, DIRECTORY);
  }
}
