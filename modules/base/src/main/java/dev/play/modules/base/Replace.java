package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.EncodedText;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.PythonRegex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces everything in a text file that matches an expression. */
@ModuleDoc(
    name = "replace",
    also = "ansible.builtin.replace",
    summary = "Replaces everything in a text file that matches an expression.",
    example =
        """
        - replace:
            path: /etc/hosts
            regexp: '(\\s+)old\\.host\\.name(\\s+.*)?$'
            replace: '\\1new.host.name\\2'
        """)
public final class Replace implements Module<Replace.Args> {
  /** A letter behind a backslash that means nothing in a replacement, and all before it. */
  private static final Pattern BAD_ESCAPE =
      Pattern.compile("(?s)(?:[^\\\\]|\\\\(?:[abfnrtvg]|[^A-Za-z]))*+\\\\([A-Za-z])");

  /** The arguments. */
  public record Args(
      @Param(
              value = "the file",
              aliases = {"dest", "destfile", "name"})
          HostPath path,
      @Param("what to look for (Python's re, MULTILINE)") String regexp,
      @Param(value = "what to put there; may use the groups", def = "", raw = true) String replace,
      @Param("only after this (DOTALL)") Optional<String> after,
      @Param("only before this (DOTALL)") Optional<String> before,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param("permissions") Optional<FileMode> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param("command that must accept the file, with %s for its name") Optional<String> validate,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param(value = "how its characters are written", def = "utf-8") String encoding,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      EncodedText.named(encoding);
      PythonRegex.onText(regexp, Pattern.MULTILINE);
      section(after, before).ifPresent(r -> r.groupNumber(r.on(""), "subsection"));
      new Placement(true, true, backup, validate, unsafeWrites);
    }

    private static Optional<PythonRegex> section(Optional<String> after, Optional<String> before) {
      if (after.isEmpty() && before.isEmpty()) {
        return Optional.empty();
      }
      String inner = before.isPresent() ? "(?P<subsection>.*?)" : "(?P<subsection>.*)";
      String lead = after.isPresent() ? inner : "(?P<subsection>.*)";
      return Optional.of(
          PythonRegex.onText(after.orElse("") + lead + before.orElse(""), Pattern.DOTALL));
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
    Matcher bad = BAD_ESCAPE.matcher(args.replace());
    if (bad.lookingAt()) {
      return Plan.failed(
          "Unable to process replace due to error: bad escape \\"
              + bad.group(1)
              + " at position "
              + (bad.end() - 2));
    }
    TextFile file = TextFile.read(host, args.path());
    if (!file.exists()) {
      return new Plan.Failed("Path " + args.path() + " does not exist !", TaskResult.of("rc", 257));
    }
    EncodedText encoding = EncodedText.named(args.encoding());
    String text = encoding.decode(file.old().map(Blob::bytes).orElse(new byte[0]));
    int from = 0;
    int to = text.length();
    Optional<PythonRegex> section = Args.section(args.after(), args.before());
    if (section.isPresent()) {
      Matcher found = section.get().on(text);
      boolean there = found.find();
      int group = section.get().groupNumber(found, "subsection");
      // An expression with | of its own may fit without anything between.
      if (!there || found.start(group) < 0) {
        return Plan.same(
            TaskResult.of(
                "msg",
                "Pattern for before/after params did not match the given file: "
                    + args.after().orElse("")
                    + args.before().orElse("")));
      }
      from = found.start(group);
      to = found.end(group);
    }
    Replaced replaced = replaceAll(args, text.substring(from, to));
    String result = text.substring(0, from) + replaced.text() + text.substring(to);
    String message = result.equals(text) ? "" : replaced.count() + " replacements made";
    FileAttributes wanted =
        new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes());
    Placement placement =
        new Placement(true, true, args.backup(), args.validate(), args.unsafeWrites());
    TaskResult values = TaskResult.of("msg", message, "path", args.path().text());
    String bytes = new String(encoding.encode(result), StandardCharsets.ISO_8859_1);
    return file.becomeTelling(host, bytes, wanted, placement, values);
  }

  private record Replaced(String text, int count) {}

  private static Replaced replaceAll(Args args, String section) {
    PythonRegex expression = PythonRegex.onText(args.regexp(), Pattern.MULTILINE);
    Matcher matcher = expression.on(section);
    StringBuilder out = new StringBuilder();
    int at = 0;
    int count = 0;
    while (matcher.find()) {
      out.append(section, at, matcher.start()).append(expression.expand(matcher, args.replace()));
      at = matcher.end();
      count++;
    }
    return new Replaced(out.append(section.substring(at)).toString(), count);
  }
}
