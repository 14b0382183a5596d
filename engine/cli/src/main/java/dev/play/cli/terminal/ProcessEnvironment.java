package dev.play.cli.terminal;

import java.util.Map;
import java.util.TreeMap;

/** What this process was started with. By itself, since little else is loaded with it. */
public final class ProcessEnvironment {
  private ProcessEnvironment() {}

  /** Its variables, and where play is. */
  public static Map<String, String> read() {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    String home = System.getProperty("play.home");
    if (home != null) {
      environment.putIfAbsent("PLAY_HOME", home);
    }
    return environment;
  }
}
