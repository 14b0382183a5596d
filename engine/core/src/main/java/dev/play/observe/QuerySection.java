package dev.play.observe;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Probe.Query;
import dev.play.shell.CommandText;
import dev.play.shell.Frames;
import java.util.Optional;

/** A read-only command of a module's. */
record QuerySection(Query probe) implements Section {
  @Override
  public String script() {
    return CommandText.of(
        new Command(probe.argv(), probe.environment(), Optional.empty(), probe.stdin()));
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    into.put(probe, new CommandOutput(part.status(), Blob.of(part.out()), Blob.of(part.err())));
  }
}
