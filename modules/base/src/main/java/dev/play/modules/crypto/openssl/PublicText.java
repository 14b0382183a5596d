package dev.play.modules.crypto.openssl;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.Optional;

/** Something public that a module reads: a file of the host's or a text of the task's. */
public record PublicText(Optional<HostPath> path, Optional<String> content, String what) {
  /** Whether there is one at all. */
  public boolean isGiven() {
    return path.isPresent() || content.isPresent();
  }

  /** Fails the task where its file is not there. */
  public void requireFile(HostView host) {
    path.ifPresent(
        p -> {
          if (!host.known(new Probe.FileAt(p, true)).exists()) {
            throw new ModuleFailure("The " + what + " file " + p + " does not exist");
          }
        });
  }

  /** What it says. */
  public String text(HostView host) {
    return path.map(
            p ->
                host.known(Probe.ContentOf.of(p))
                    .map(Blob::text)
                    .orElseThrow(() -> new ModuleFailure("cannot read " + p)))
        .orElse(content.orElse(""));
  }

  /** The path as a command takes it, or nothing. */
  public String operand() {
    return path.map(HostPath::operand).orElse("");
  }
}
