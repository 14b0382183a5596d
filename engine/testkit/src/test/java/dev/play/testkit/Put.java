package dev.play.testkit;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A module as small as they get: a file's content, or a copy of another file's, or a command. */
@ModuleDoc(name = "put", summary = "Puts text into a file.")
public final class Put implements Module<Put.Args> {
  public record Args(
      @Param("file") HostPath path,
      @Param("text") Optional<String> text,
      @Param("file to copy") Optional<HostPath> from,
      @Param("shell script to run instead") Optional<String> script) {}

  static Args text(HostPath path, String text) {
    return new Args(path, Optional.of(text), Optional.empty(), Optional.empty());
  }

  static Args from(HostPath path, HostPath from) {
    return new Args(path, Optional.empty(), Optional.of(from), Optional.empty());
  }

  static Args script(HostPath path, String script) {
    return new Args(path, Optional.empty(), Optional.empty(), Optional.of(script));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (args.script().isPresent()) {
      return script(args, host, args.script().get());
    }
    Blob wanted =
        args.from().isPresent()
            ? host.known(Probe.ContentOf.of(args.from().get())).orElse(Blob.of(""))
            : Blob.of(args.text().orElse(""));
    Optional<String> old = host.known(Probe.DigestOf.sha256(args.path()));
    Effect.WriteFile write = Effect.WriteFile.of(args.path(), Content.of(wanted), old);
    return old.equals(Optional.of(write.content().sha256()))
        ? Plan.same()
        : Plan.change(List.of(write), TaskResult.of("dest", args.path().text()));
  }

  private static Plan script(Args args, HostView host, String script) {
    if (host.known(Probe.FileAt.of(args.path())).exists()) {
      return Plan.same();
    }
    Effect run =
        Effect.Run.of(
            Command.script(script, args.path().text()),
            "run a script",
            Set.of(Resource.path(args.path())));
    return Plan.run(List.of(run), o -> TaskResult.of("stdout", o.getFirst().output().out()));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()));
  }
}
