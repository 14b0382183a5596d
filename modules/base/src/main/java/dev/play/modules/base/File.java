package dev.play.modules.base;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.state.DirectoryState;
import dev.play.modules.base.state.FileRequest;
import dev.play.modules.base.state.LinkState;
import dev.play.modules.base.state.StateDiff;
import dev.play.modules.base.state.Times;
import dev.play.modules.base.state.TouchState;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes and removes files, directories and links, and sets who may do what with them. */
@ModuleDoc(
    name = "file",
    also = "ansible.builtin.file",
    summary = "Makes, removes and owns files, directories and links.",
    example =
        """
        - file:
            path: /srv/app
            state: directory
            owner: app
            mode: "0750"
        """,
    notes = "recurse changes links themselves and, with follow, what they point to.")
public final class File implements Module<File.Args> {
  private static final String SRC_NEEDS_LINK = "src option requires state to be 'link' or 'hard'";

  /** What a path is to be. */
  public enum State {
    ABSENT,
    DIRECTORY,
    FILE,
    HARD,
    LINK,
    TOUCH
  }

  /** The arguments. */
  public record Args(
      @Param(
              value = "the path",
              aliases = {"dest", "name"})
          HostPath path,
      @Param("what is to be there; as it is, or a file, when not given") Optional<State> state,
      @Param("what a link points to") Optional<String> src,
      @Param(value = "all below a directory too", def = "false") boolean recurse,
      @Param(value = "act on what a link points to", def = "true") boolean follow,
      @Param(value = "make links to nothing, and in place of files", def = "false") boolean force,
      @Param(value = "permissions", example = "0644") Optional<FileMode> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param("now, preserve or a date") Optional<String> modificationTime,
      @Param(value = "how that date is written", def = "%Y%m%d%H%M.%S")
          String modificationTimeFormat,
      @Param("now, preserve or a date") Optional<String> accessTime,
      @Param(value = "how that date is written", def = "%Y%m%d%H%M.%S") String accessTimeFormat,
      @Param(
              value = "accepted for Ansible's sake: attributes are always set in place",
              def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel,
      @Param(value = "accepted for Ansible's sake: of its own use", name = "_diff_peek")
          Optional<Boolean> diffPeek,
      @Param(value = "accepted for Ansible's sake: of its own use", name = "_original_basename")
          Optional<String> originalBasename) {
    public Args {
      boolean link = state.isPresent() && (state.get() == State.LINK || state.get() == State.HARD);
      if (src.isPresent() && state.isPresent() && !link) {
        throw new IllegalArgumentException(SRC_NEEDS_LINK);
      }
      if (recurse && state.isPresent() && state.get() != State.DIRECTORY) {
        throw new IllegalArgumentException("recurse option requires state to be 'directory'");
      }
      times(state, modificationTime, modificationTimeFormat, accessTime, accessTimeFormat);
    }

    private static Times times(
        Optional<State> state,
        Optional<String> modified,
        String modifiedFormat,
        Optional<String> accessed,
        String accessedFormat) {
      String usual = state.equals(Optional.of(State.TOUCH)) ? "now" : "preserve";
      return new Times(
          modified.orElse(usual), modifiedFormat, accessed.orElse(usual), accessedFormat);
    }

    private FileRequest request() {
      return new FileRequest(
          path,
          new FileAttributes(mode, owner, group, attributes),
          follow,
          force,
          times(state, modificationTime, modificationTimeFormat, accessTime, accessTimeFormat));
    }

    private SecurityContext context() {
      return new SecurityContext(seuser, serole, setype, selevel);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(new Resource.Tree(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty() ? plan : args.context().after(plan, host, paths(args, host));
  }

  /** What is to get its context: nothing that is gone, and all below with recurse. */
  private static List<HostPath> paths(Args args, HostView host) {
    if (args.state().equals(Optional.of(State.ABSENT))) {
      return List.of();
    }
    List<HostPath> out = new ArrayList<>(List.of(args.path()));
    if (args.recurse()) {
      host.known(new Probe.TreeAt(args.path(), Integer.MAX_VALUE)).stream()
          .filter(f -> !f.isLink())
          .forEach(f -> out.add(f.path()));
    }
    return out;
  }

  private static Plan withoutContext(Args args, HostView host) {
    State state = args.state().orElseGet(() -> implied(args, host));
    if (args.src().isPresent() && state != State.LINK && state != State.HARD) {
      return Plan.failed(SRC_NEEDS_LINK);
    }
    return switch (state) {
      case ABSENT -> absent(args.path(), host);
      case DIRECTORY -> DirectoryState.plan(args.request(), args.recurse(), host);
      case FILE -> file(args.request(), host);
      case HARD -> LinkState.hard(args.request(), args.src(), host);
      case LINK -> LinkState.symbolic(args.request(), args.src(), host);
      case TOUCH -> TouchState.plan(args.request(), host);
    };
  }

  private static State implied(Args args, HostView host) {
    FileInfo own = host.known(Probe.FileAt.of(args.path()));
    if (own.isLink()) {
      return args.src().isPresent() || !args.follow() ? State.LINK : State.FILE;
    }
    return own.isDirectory() || (!own.exists() && args.recurse()) ? State.DIRECTORY : State.FILE;
  }

  private static Plan absent(HostPath path, HostView host) {
    TaskResult values = TaskResult.of("path", path.text(), "state", "absent");
    FileInfo now = host.known(Probe.FileAt.of(path));
    Value.Dict diff = StateDiff.of(path, now, "absent").told();
    if (!now.exists()) {
      return Plan.same(values.with("diff", diff));
    }
    Plan change = FileResult.withOneDiff(FileResult.plan(List.of(new Effect.Remove(path)), values));
    return FileResult.mapped(
        change, r -> r.values().get("diff").isPresent() ? r : r.with("diff", diff));
  }

  private static Plan file(FileRequest request, HostView host) {
    HostPath path = request.path();
    host.need(List.of(Probe.FileAt.of(path), new Probe.FileAt(path, true)));
    FileInfo now = host.known(new Probe.FileAt(path, request.follow()));
    if (now.isDirectory() && host.known(Probe.FileAt.of(path)).isLink()) {
      return DirectoryState.plan(request, false, host);
    }
    if (!now.isFile()) {
      return new Plan.Failed(
          "file (" + path + ") is " + FileResult.stateOf(now) + ", cannot continue",
          request
              .attributes()
              .warnings(host)
              .with("path", path.text())
              .with("state", FileResult.stateOf(now)));
    }
    List<Effect> effects = new ArrayList<>();
    Attributes changes = request.attributes().changes(host, now);
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(path, changes, request.follow()));
    }
    TouchState.addTimes(request, host, effects);
    StateDiff diff = StateDiff.of(path, now, "file").with(now, changes);
    TaskResult values =
        TaskResult.of("path", path.text(), "size", now.size())
            .with("diff", diff.with(now, request.times(), host).told());
    return FileResult.plan(effects, FileResult.with(values, host, now, changes, "file"));
  }
}
