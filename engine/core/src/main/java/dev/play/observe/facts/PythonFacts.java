package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** The Python that a host has, for playbooks that ask; play itself needs none. */
final class PythonFacts {
  private PythonFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    List<String> words = List.of(gathered.text("python").strip().split(" "));
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
}
