package dev.play.observe;

import dev.play.host.Probe.Unit;
import dev.play.host.UnitInfo;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.Map;

/** A template unit, or a unit in the global scope: these have a file and nothing that runs. */
record UnitFileSection(Unit probe) implements Section {
  @Override
  public String script() {
    String scope =
        switch (probe.scope()) {
          case SYSTEM -> "";
          case USER -> "--user ";
          case GLOBAL -> "--global ";
        };
    return UnitSection.prepare(probe.scope())
        + "systemctl "
        + scope
        + "list-unit-files --no-legend --no-pager -- "
        + ShellText.quote(UnitSection.fullName(probe.unit()))
        + "\n";
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() > 1) {
      into.fail(probe, "cannot ask systemd: " + part.errText());
      return;
    }
    String[] words = part.outText().strip().split("\\s+");
    if (words.length < 2) {
      into.put(probe, UnitSection.notFound(probe.unit()));
      return;
    }
    String load = words[1].equals("masked") ? "masked" : "loaded";
    into.put(
        probe,
        new UnitInfo(
            probe.unit(),
            load,
            "inactive",
            "dead",
            words[1],
            false,
            Map.of("UnitFileState", words[1])));
  }
}
