package dev.play.observe;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe.FileAt;
import dev.play.shell.Frames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many paths by one stat(1). All probes agree on whether links are followed. */
record StatSection(List<FileAt> probes, boolean follow, String mark) implements Section {
  @Override
  public String script() {
    List<HostPath> paths = probes.stream().map(FileAt::path).toList();
    String test = follow ? "[ -e %s ]" : "{ [ -e %s ] || [ -L %s ]; }";
    return Arguments.select(paths, test)
        + "[ $# -eq 0 ] || QUOTING_STYLE=literal stat "
        + (follow ? "-L " : "")
        + "-c "
        + StatRecord.FORMAT
        + " -- \"$@\"\n";
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() == 126 || part.status() == 127) {
      probes.forEach(p -> into.fail(p, "cannot run stat: " + part.errText()));
      return;
    }
    String text = part.outText();
    int line = text.indexOf('\n');
    List<Integer> present = Arguments.indices(text.substring(0, line));
    List<StatRecord.Found> found = StatRecord.all(text.substring(line + 1), mark);
    Set<Integer> seen = new HashSet<>(present);
    for (int i = 0; i < probes.size(); i++) {
      if (!seen.contains(i)) {
        into.put(probes.get(i), FileInfo.absent(probes.get(i).path()));
      }
    }
    if (found.size() != present.size()) {
      return; // something went away between the test and stat: asked again
    }
    for (int i = 0; i < present.size(); i++) {
      FileAt probe = probes.get(present.get(i));
      into.put(probe, StatRecord.named(found.get(i).info(), probe.path()));
    }
  }
}
