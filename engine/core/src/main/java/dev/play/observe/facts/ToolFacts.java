package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs there: systemd and Python, where the host has them. play itself needs neither. */
final class ToolFacts {
  private static final Pattern SYSTEMD = Pattern.compile("systemd (\\d+)[^\\n]*\\n([^\\n]*)");

  private ToolFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    Matcher systemd = SYSTEMD.matcher(gathered.text("systemd_version") + "\n");
    if (systemd.find()) {
      out.put(
          "systemd",
          Value.dictOf(
              "version", Long.parseLong(systemd.group(1)), "features", systemd.group(2).strip()));
    }
    // Path, kind, then sys.version_info: 3 13 5 final 0.
    String[] words = gathered.text("python").strip().split(" ");
    if (words.length == 7 && words[2].matches("\\d+")) {
      List<Value> info =
          List.of(
              number(words[2]),
              number(words[3]),
              number(words[4]),
              Value.text(words[5]),
              number(words[6]));
      out.put(
          "python",
          Value.dictOf(
              "executable",
              words[0],
              "type",
              words[1],
              "has_sslcontext",
              true,
              "version",
              Value.dictOf(
                  "major",
                  info.get(0),
                  "minor",
                  info.get(1),
                  "micro",
                  info.get(2),
                  "releaselevel",
                  info.get(3),
                  "serial",
                  info.get(4)),
              "version_info",
              info));
      out.put("python_version", Value.text(String.join(".", words[2], words[3], words[4])));
    }
  }

  private static Value number(String digits) {
    return Value.of(Long.parseLong(digits));
  }
}
