package dev.play.observe;

import dev.play.host.Probe.Facts;
import dev.play.observe.facts.FactReply;
import dev.play.observe.facts.FactScript;
import dev.play.shell.Frames;

/** Facts by one script of their own. */
record FactsSection(Facts probe, String mark) implements Section {
  @Override
  public String script() {
    return FactScript.text(probe.subsets(), probe.localFacts());
  }

  @Override
  public int processes() {
    return FactScript.processes(probe.subsets());
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    if (part.status() != 0) {
      into.fail(probe, "cannot gather facts: " + part.errText());
      return;
    }
    into.put(probe, FactReply.read(part.outText(), mark, probe.subsets()));
  }
}
