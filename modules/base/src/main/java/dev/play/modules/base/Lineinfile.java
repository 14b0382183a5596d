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
import dev.play.modules.base.edit.LineEdit;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.PythonRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps one line of a text file. */
@ModuleDoc(
    name = "lineinfile",
    also = "ansible.builtin.lineinfile",
    summary = "Keeps one line of a text file, or takes lines away.",
    example =
        """
        - lineinfile:
            path: /etc/ssh/sshd_config
            regexp: '^#?PermitRootLogin'
            line: PermitRootLogin no
            validate: sshd -t -f %s
        """,
    mutuallyExclusive = {
      "insertbefore,insertafter",
      "regexp,search_string",
      "backrefs,search_string"
    },
    requiredIf = "state,present,line")
public final class Lineinfile implements Module<Lineinfile.Args> {
  private static final String EVERY_LINE =
      ", which will match every line in the file. This may have unintended consequences, such as"
          + " replacing the last line in the file rather than appending.";

  /** Whether the line is to be there. */
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
      @Param(value = "expression that finds the line", aliases = "regex") Optional<String> regexp,
      @Param("text that finds the line") Optional<String> searchString,
      @Param(value = "the line", aliases = "value") Optional<String> line,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "line may use the groups of regexp", def = "false") boolean backrefs,
      @Param("expression, EOF or BOF") Optional<String> insertafter,
      @Param("expression or BOF") Optional<String> insertbefore,
      @Param(value = "make the file when it is not there", def = "false") boolean create,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "use the first match, not the last", def = "false") boolean firstmatch,
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
      if (backrefs && regexp.isEmpty()) {
        throw new IllegalArgumentException("regexp is required with backrefs=true");
      }
      if (state == State.ABSENT && regexp.isEmpty() && searchString.isEmpty() && line.isEmpty()) {
        throw new IllegalArgumentException(
            "one of line, search_string, or regexp is required with state=absent");
      }
      regexp.ifPresent(r -> new PythonRegex(r, 0));
      insertafter.ifPresent(r -> new PythonRegex(r, 0));
      insertbefore.ifPresent(r -> new PythonRegex(r, 0));
      new Placement(true, true, backup, validate, unsafeWrites);
    }

    private LineEdit edit() {
      return new LineEdit(
          regexp.map(r -> new PythonRegex(r, 0)),
          searchString.map(PythonRegex::bytes),
          PythonRegex.bytes(line.orElse("")),
          insertafter,
          insertbefore,
          firstmatch,
          backrefs);
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
      return Plan.same(TaskResult.of("msg", "file not present", "found", 0));
    }
    if (!file.exists() && !args.create()) {
      return new Plan.Failed(
          "Destination " + args.path() + " does not exist !", TaskResult.of("rc", 257));
    }
    LineEdit edit = args.edit();
    LineEdit.Outcome outcome =
        args.state() == State.PRESENT ? edit.present(file.lines()) : edit.absent(file.lines());
    TaskResult values = TaskResult.of("msg", outcome.message(), "path", args.path().text());
    List<String> warnings = warnings(args);
    if (!warnings.isEmpty()) {
      values = values.with("warnings", warnings);
    }
    if (args.state() == State.ABSENT) {
      values = values.with("found", outcome.found());
    }
    FileAttributes wanted =
        new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes());
    Placement placement =
        new Placement(true, true, args.backup(), args.validate(), args.unsafeWrites());
    return tellingBackup(
        file.becomeTelling(
            host,
            String.join("", outcome.lines()),
            wanted,
            placement,
            args.backup() ? values : values.with("backup", "")));
  }

  private static List<String> warnings(Args args) {
    List<String> out = new ArrayList<>();
    args.regexp()
        .filter(String::isEmpty)
        .ifPresent(
            r ->
                out.add(
                    "The regular expression is an empty string"
                        + EVERY_LINE
                        + " If this is desired, use '^' to match every line in the file and avoid"
                        + " this warning."));
    args.searchString()
        .filter(String::isEmpty)
        .ifPresent(s -> out.add("The search string is an empty string" + EVERY_LINE));
    return out;
  }

  /** Where the old file is, under this module's own name for it; empty where nothing was kept. */
  private static Plan tellingBackup(Plan plan) {
    return plan instanceof Plan.Same(TaskResult same)
        ? Plan.same(same.with("backup", ""))
        : FileResult.mapped(
            plan,
            result ->
                result
                    .values()
                    .get("backup_file")
                    .map(file -> result.with("backup", file))
                    .orElse(result));
  }
}
