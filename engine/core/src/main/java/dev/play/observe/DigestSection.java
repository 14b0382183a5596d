package dev.play.observe;

import dev.play.host.DigestAlgorithm;
import dev.play.host.Probe.DigestOf;
import dev.play.shell.Frames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many files' digests by one call of sha256sum(1) or its likes. */
record DigestSection(DigestAlgorithm algorithm, List<DigestOf> probes) implements Section {
  @Override
  public String script() {
    return Arguments.select(probes.stream().map(DigestOf::path).toList(), "[ -f %s ] && [ -r %s ]")
        + "[ $# -eq 0 ] || "
        + algorithm.tool()
        + " -- \"$@\"\n";
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() == 126 || part.status() == 127) {
      probes.forEach(p -> into.fail(p, "cannot run " + algorithm.tool() + ": " + part.errText()));
      return;
    }
    String text = part.outText();
    int line = text.indexOf('\n');
    List<Integer> present = Arguments.indices(text.substring(0, line));
    // GNU marks a name that it escapes by a leading backslash.
    Pattern record =
        Pattern.compile("^\\\\?([0-9a-f]{" + hexDigits() + "}) [ *]", Pattern.MULTILINE);
    Matcher m = record.matcher(text.substring(line + 1));
    List<String> digests = new ArrayList<>();
    while (m.find()) {
      digests.add(m.group(1));
    }
    HashSet<Integer> seen = new HashSet<>(present);
    for (int i = 0; i < probes.size(); i++) {
      if (!seen.contains(i)) {
        into.put(probes.get(i), Optional.empty());
      }
    }
    // A path with a newline is alone in its section: the first record is its own.
    boolean complete = digests.size() == present.size() || probes.size() == 1;
    for (int i = 0; complete && i < Math.min(present.size(), digests.size()); i++) {
      into.put(probes.get(present.get(i)), Optional.of(digests.get(i)));
    }
  }

  private int hexDigits() {
    return switch (algorithm) {
      case MD5 -> 32;
      case SHA1 -> 40;
      case SHA224, SHA3_224 -> 56;
      case SHA256, SHA3_256 -> 64;
      case SHA384, SHA3_384 -> 96;
      case SHA512, SHA3_512 -> 128;
    };
  }
}
