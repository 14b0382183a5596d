package dev.play.modules.base;

import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.BlockEdit;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.PythonRegex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps a block of lines between two marker lines of a text file. */
@ModuleDoc(
    name = "blockinfile",
    also = "ansible.builtin.blockinfile",
    summary = "Keeps a block of lines between two marker lines of a text file.",
    example =
        """
        - blockinfile:
            path: /etc/hosts
            block: |
              192.0.2.10 db
              192.0.2.11 web
        """,
    mutuallyExclusive = "insertbefore,insertafter")
public final class Blockinfile implements Module<Blockinfile.Args> {
  /** Whether the block is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** The arguments. */
  public record Args(
      @Param(
              value = "the file",
              aliases = {"dest", "destfile", "name"})
          HostPath path,
      @Param(
              value = "the lines; none takes the block away",
              def = "",
              aliases = "content",
              raw = true)
          String block,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "the marker lines, {mark} standing for which",
              def = "# {mark} ANSIBLE MANAGED BLOCK")
          String marker,
      @Param(value = "what {mark} is before the block", def = "BEGIN") String markerBegin,
      @Param(value = "what {mark} is after the block", def = "END") String markerEnd,
      @Param("expression or EOF") Optional<String> insertafter,
      @Param("expression or BOF") Optional<String> insertbefore,
      @Param(value = "make the file when it is not there", def = "false") boolean create,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "an empty line after the block", def = "false") boolean appendNewline,
      @Param(value = "an empty line before the block", def = "false") boolean prependNewline,
      @Param("permissions") Optional<FileMode> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param("command that must accept the file, with %s for its name") Optional<String> validate,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      if ((marker + markerBegin + markerEnd).contains("\n")) {
        throw new IllegalArgumentException("marker must be a single line");
      }
      if (begin(marker, markerBegin).equals(begin(marker, markerEnd))) {
        throw new IllegalArgumentException(
            "the lines before and after the block must differ: marker needs {mark}");
      }
      insertafter.ifPresent(r -> new PythonRegex(r, 0));
      insertbefore.ifPresent(r -> new PythonRegex(r, 0));
      new Placement(true, true, backup, validate, unsafeWrites);
    }

    private static String begin(String marker, String word) {
      return PythonRegex.bytes(marker.replace("{mark}", word));
    }

    private BlockEdit edit() {
      return new BlockEdit(
          begin(marker, markerBegin),
          begin(marker, markerEnd),
          state == State.PRESENT ? PythonRegex.bytes(block) : "",
          insertafter,
          insertbefore,
          prependNewline,
          appendNewline);
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
    return Set.of(Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty() ? plan : args.context().after(plan, host, List.of(args.path()));
  }

  private static Plan withoutContext(Args args, HostView host) {
    TextFile file = TextFile.read(host, args.path());
    if (!file.exists() && args.state() == State.ABSENT) {
      return Plan.same(TaskResult.of("msg", "File " + args.path() + " not present"));
    }
    if (!file.exists() && !args.create()) {
      return new Plan.Failed("Path " + args.path() + " does not exist !", TaskResult.of("rc", 257));
    }
    BlockEdit edit = args.edit();
    List<String> before = file.lines();
    List<String> after = edit.apply(before);
    String message =
        after.equals(before)
            ? ""
            : !file.exists()
                ? "File created"
                : edit.block().isEmpty() ? "Block removed" : "Block inserted";
    FileAttributes wanted =
        new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes());
    Placement placement =
        new Placement(true, true, args.backup(), args.validate(), args.unsafeWrites());
    TaskResult values = TaskResult.of("msg", message, "path", args.path().text());
    return file.becomeTelling(host, String.join("", after), wanted, placement, values);
  }
}
