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
import dev.play.modules.base.edit.IniEdit;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.PythonRegex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps an option of an INI file. */
@ModuleDoc(
    name = "ini_file",
    also = "community.general.ini_file",
    summary = "Keeps an option, or a section, of an INI file.",
    example =
        """
        - ini_file:
            path: /etc/app.ini
            section: drinks
            option: fav
            value: lemonade
        """,
    mutuallyExclusive = "value,values")
public final class IniFile implements Module<IniFile.Args> {
  /** Whether it is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** The arguments. */
  public record Args(
      @Param(value = "the file", aliases = "dest") HostPath path,
      @Param("the section; none for what comes before the first") Optional<String> section,
      @Param("the option; none for the section as a whole") Optional<String> option,
      @Param("its value") Optional<String> value,
      @Param("its values, a line each") Optional<List<String>> values,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "these values only", def = "true") boolean exclusive,
      @Param(value = "a=b, not a = b", def = "false") boolean noExtraSpaces,
      @Param(value = "blanks alone are no difference", def = "false") boolean ignoreSpaces,
      @Param(value = "the option may stand alone", def = "false") boolean allowNoValue,
      @Param(value = "take a commented option over", def = "true") boolean modifyInactiveOption,
      @Param(value = "make the file when it is not there", def = "true") boolean create,
      @Param(value = "write through a link", def = "false") boolean follow,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param("permissions") Optional<FileMode> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      // More than a line would be other sections and options.
      oneLine("section", section.stream().toList());
      oneLine("option", option.stream().toList());
      oneLine("value", value.stream().toList());
      oneLine("values", values.orElse(List.of()));
      boolean valued = value.isPresent() || values.isPresent();
      if (state == State.PRESENT && option.isPresent() && !valued && !allowNoValue) {
        throw new IllegalArgumentException(
            "value or values must be given for state present unless allow_no_value is true");
      }
    }

    private static void oneLine(String what, List<String> texts) {
      if (texts.stream().anyMatch(t -> t.contains("\n") || t.contains("\r"))) {
        throw new IllegalArgumentException(what + " must be a single line");
      }
    }

    private IniEdit edit() {
      List<String> all = values.orElseGet(() -> value.map(List::of).orElse(List.of()));
      return new IniEdit(
          PythonRegex.bytes(section.orElse("")),
          option.map(PythonRegex::bytes),
          all.stream().map(PythonRegex::bytes).toList(),
          exclusive,
          noExtraSpaces,
          ignoreSpaces,
          allowNoValue,
          modifyInactiveOption);
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
    TaskResult values = TaskResult.of("path", args.path().text());
    if (!file.exists() && args.state() == State.ABSENT) {
      return Plan.same(values.with("msg", "OK"));
    }
    if (!file.exists() && !args.create()) {
      return new Plan.Failed(
          "Destination " + args.path() + " does not exist!", TaskResult.of("rc", 257));
    }
    IniEdit edit = args.edit();
    IniEdit.Outcome outcome =
        args.state() == State.PRESENT ? edit.present(file.lines()) : edit.absent(file.lines());
    FileAttributes wanted =
        new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes());
    Placement placement =
        new Placement(args.follow(), true, args.backup(), Optional.empty(), args.unsafeWrites());
    return file.become(
        host,
        String.join("", outcome.lines()),
        wanted,
        placement,
        values.with("msg", outcome.message()));
  }
}
