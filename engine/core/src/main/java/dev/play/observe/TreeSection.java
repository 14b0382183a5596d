package dev.play.observe;

import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe.TreeAt;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All below a directory by find(1) and stat(1). */
record TreeSection(TreeAt probe, String mark) implements Section {
  @Override
  public String script() {
    String depth = probe.depth() == Integer.MAX_VALUE ? "" : " -maxdepth " + probe.depth();
    return "p="
        + ShellText.path(probe.root().normal())
        + "\n[ -d \"$p\" ] || exit 0\n"
        + "printf '%s%s:' \"$p\" \"$M\"\n"
        + "export QUOTING_STYLE=literal\n"
        + "find -H \"$p\" -mindepth 1"
        + depth
        + " -exec stat -c "
        + StatRecord.FORMAT
        + " {} +\n";
  }

  @Override
  public int processes() {
    return 2;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() == 126 || part.status() == 127) {
      into.fail(probe, "cannot list " + probe.root() + ": " + part.errText());
      return;
    }
    String text = part.outText();
    if (text.isEmpty()) {
      into.put(probe, List.of());
      return;
    }
    int head = text.indexOf(mark + ":");
    String root = text.substring(0, head);
    List<FileInfo> out = new ArrayList<>();
    for (StatRecord.Found f : StatRecord.all(text.substring(head + mark.length() + 1), mark)) {
      String below = f.name().substring(root.endsWith("/") ? root.length() : root.length() + 1);
      HostPath path = probe.root().child(below);
      out.add(StatRecord.named(f.info(), path));
    }
    out.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                ShellText.encode(a.path().text()), ShellText.encode(b.path().text())));
    into.put(probe, List.copyOf(out));
  }
}
