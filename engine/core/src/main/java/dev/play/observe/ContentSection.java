package dev.play.observe;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Probe.ContentOf;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Many files' contents by one stat(1) for the sizes and one cat(1). All have one limit. */
record ContentSection(long limit, List<ContentOf> probes) implements Section {
  /** Whether a file's size tells nothing (the kernel's own file systems): it is read alone. */
  static boolean sizeless(ContentOf probe) {
    String path = probe.path().normal().text();
    return path.startsWith("/proc/") || path.startsWith("/sys/");
  }

  @Override
  public String script() {
    List<HostPath> paths = probes.stream().map(ContentOf::path).toList();
    StringBuilder unreadable = new StringBuilder("U=\n");
    for (int i = 0; i < paths.size(); i++) {
      unreadable
          .append("p=")
          .append(ShellText.path(paths.get(i).normal()))
          .append("; [ -f \"$p\" ] && [ ! -r \"$p\" ] && U=\"$U ")
          .append(i)
          .append("\"\n");
    }
    return Arguments.select(paths, "[ -f %s ] && [ -r %s ]")
        + unreadable
        + "printf '%s\\n' \"$U\"\n[ $# -gt 0 ] || exit 0\n"
        + (isSizeless()
            ? "printf '0\\n'\n"
            : "S=$(stat -L -c %s -- \"$@\") || exit\nprintf '%s\\n' \"$S\"\n"
                + "for s in $S; do p=$1; shift; [ \"$s\" -gt "
                + limit
                + " ] || set -- \"$@\" \"$p\"; done\n")
        + "[ $# -eq 0 ] || cat -- \"$@\"\n";
  }

  private boolean isSizeless() {
    return probes.size() == 1 && sizeless(probes.getFirst());
  }

  @Override
  public int processes() {
    return 2;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() == 126 || part.status() == 127) {
      probes.forEach(p -> into.fail(p, "cannot read files: " + part.errText()));
      return;
    }
    Lines lines = new Lines(part.out());
    List<Integer> present = Arguments.indices(lines.next());
    List<Integer> refused = Arguments.indices(lines.next());
    Set<Integer> seen = new HashSet<>(present);
    seen.addAll(refused);
    for (int i = 0; i < probes.size(); i++) {
      if (!seen.contains(i)) {
        into.put(probes.get(i), Optional.empty());
      }
    }
    refused.forEach(
        i -> into.fail(probes.get(i), probes.get(i).path() + ": permission to read it is denied"));
    if (part.status() == 0) {
      contents(lines, present, into);
    } else if (probes.size() == 1) {
      into.fail(probes.getFirst(), part.errText());
    }
  }

  private void contents(Lines lines, List<Integer> present, Answers into) {
    long[] sizes = new long[present.size()];
    long total = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Long.parseLong(lines.next());
      total += sizes[i] > limit ? 0 : sizes[i];
    }
    byte[] bytes = lines.rest();
    if (isSizeless()) {
      if (!present.isEmpty()) {
        into.put(probes.getFirst(), Optional.of(Blob.of(bytes)));
      }
      return;
    }
    if (bytes.length != total && sizes.length > 1) {
      return; // a file changed between stat and cat: asked again
    }
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      ContentOf probe = probes.get(present.get(i));
      if (sizes[i] > limit) {
        into.fail(
            probe,
            probe.path() + " has " + sizes[i] + " bytes, more than the " + limit + " allowed");
      } else {
        int to = sizes.length == 1 ? bytes.length : from + (int) sizes[i];
        into.put(probe, Optional.of(Blob.of(Arrays.copyOfRange(bytes, from, to))));
        from = to;
      }
    }
  }

  /** Lines at the head of binary data. */
  static final class Lines {
    private final byte[] bytes;
    private int from;

    Lines(byte[] bytes) {
      this.bytes = bytes;
    }

    String next() {
      int end = Frames.find(bytes, new byte[] {'\n'}, from);
      int stop = end < 0 ? bytes.length : end;
      String line = ShellText.decode(bytes, from, stop);
      from = Math.min(stop + 1, bytes.length);
      return line;
    }

    byte[] rest() {
      return Arrays.copyOfRange(bytes, from, bytes.length);
    }
  }
}
