package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The Python that a host has, for playbooks that ask; play itself needs none. Of a host without,
 * the one that its packages would bring: roles ask which one to get.
 */
final class PythonFacts {
  /** In a list of packages (deb822(5)): a stanza's version, without Debian's revision. */
  private static final Pattern LISTED =
      Pattern.compile(
          "^Package: python3\n(?:[^\n]+\n)*?Version: (\\d+)\\.(\\d+)\\.(\\d+)", Pattern.MULTILINE);

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

  /** The newest that is listed, in the same words as the host's own Python would tell. */
  private static String toCome(Gathered gathered) {
    return LISTED
        .matcher(gathered.text("python_to_come"))
        .results()
        .map(m -> new Version(number(m, 1), number(m, 2), number(m, 3)))
        .max(Version.BY_AGE)
        .map(v -> "/usr/bin/python3 %d %d %d final 0 cpython".formatted(v.major, v.minor, v.micro))
        .orElse("");
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private record Version(int major, int minor, int micro) {
    static final Comparator<Version> BY_AGE =
        Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::micro);
  }
}
