package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Unreadable;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Reads a file of the host's. */
@ModuleDoc(
    name = "slurp",
    also = "ansible.builtin.slurp",
    summary = "Reads a file of the host's into a variable, base64-encoded.",
    example =
        """
        - slurp:
            src: /proc/mounts
          register: mounts
        """)
public final class Slurp implements Module<Slurp.Args> {
  /** The arguments. */
  public record Args(@Param(value = "the file", aliases = "path") HostPath src) {}

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.ContentOf content = Probe.ContentOf.of(args.src());
    Optional<Blob> found = Unreadable.emptyIfRefused(() -> host.known(content));
    if (found.isEmpty()) {
      return Plan.failed(
          switch (Unreadable.because(host, args.src())) {
            case DIRECTORY -> "source is a directory and must be a file: " + args.src();
            case NOT_PERMITTED -> "file is not readable: " + args.src();
            case BELOW_A_FILE -> "unable to slurp file: " + args.src() + ": Not a directory";
            case MISSING -> "file not found: " + args.src();
            case OTHER -> {
              host.known(content); // Fails by what the host said before: it is too large.
              yield "source is not a regular file: " + args.src();
            }
          });
    }
    return Plan.same(
        TaskResult.of(
            "content", Base64.getEncoder().encodeToString(found.get().bytes()),
            "source", args.src().text(),
            "encoding", "base64"));
  }
}
