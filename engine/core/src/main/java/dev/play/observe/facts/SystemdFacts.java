package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** systemd's version and what it is built with, where it runs. */
final class SystemdFacts {
  private static final Pattern TOLD = Pattern.compile("systemd (\\d+)[^\\n]*\\n([^\\n]*)");

  private SystemdFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    Matcher told = TOLD.matcher(gathered.text("systemd_version") + "\n");
    if (told.find()) {
      out.put(
          "systemd",
          Value.dictOf(
              "version", Long.parseLong(told.group(1)), "features", told.group(2).strip()));
    }
  }
}
