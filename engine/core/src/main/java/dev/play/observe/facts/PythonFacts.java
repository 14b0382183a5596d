package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Python that a host has, for playbooks that ask; play itself needs none. Of a host without,
 * the one that its packages would bring: roles ask which one to get.
 */
final class PythonFacts {
  private static final Pattern CANDIDATE = Pattern.compile("Candidate: (\\d+)\\.(\\d+)\\.(\\d+)");

  private PythonFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    List<String> words =
        List.of(gathered.find("python").orElseGet(() -> toCome(gathered)).strip().split(" "));
    if (words.size() != 7) {
      return;
    }
    Value major = Value.of(Long.parseLong(words.get(1)));
    Value minor = Value.of(Long.parseLong(words.get(2)));
    Value micro = Value.of(Long.parseLong(words.get(3)));
    Value level = Value.text(words.get(4));
    Value serial = Value.of(Long.parseLong(words.get(5)));
    out.put("python_version", Value.text(String.join(".", words.subList(1, 4))));
    out.put(
        "python",
        Value.dictOf(
            "version",
            Value.dictOf(
                "major",
                major,
                "minor",
                minor,
                "micro",
                micro,
                "releaselevel",
                level,
                "serial",
                serial),
            "version_info",
            Value.list(List.of(major, minor, micro, level, serial)),
            "executable",
            words.getFirst(),
            "type",
            words.get(6),
            "has_sslcontext",
            true));
  }

  /** In the same words as the host's own Python would tell. */
  private static String toCome(Gathered gathered) {
    Matcher candidate = CANDIDATE.matcher(gathered.text("python_to_come"));
    return candidate.find()
        ? "/usr/bin/python3 %s %s %s final 0 cpython"
            .formatted(candidate.group(1), candidate.group(2), candidate.group(3))
        : "";
  }
}
