package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModeArgument;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.EncodedText;
import dev.play.modules.base.file.Digests;
import dev.play.modules.base.file.Directories;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Renders a template of the controller's and puts the outcome on the host. */
@ModuleDoc(
    name = "template",
    also = "ansible.builtin.template",
    summary = "Renders a template (Jinja2, or Mustache for .mustache) to a file on the host.",
    example =
        """
        - template:
            src: nginx.conf.mustache
            dest: /etc/nginx/nginx.conf
            validate: nginx -t -c %s
        """)
public final class Template implements Module<Template.Args> {
  /** The arguments. */
  public record Args(
      @Param("the template, looked up in templates/") String src,
      @Param("where it goes; a directory takes the template's name") HostPath dest,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "replace a file that differs", def = "true") boolean force,
      @Param(value = "permissions, or preserve", example = "0644") Optional<ModeArgument> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param(value = "write through a link at dest", def = "false") boolean follow,
      @Param("command that must accept the file, with %s for its name") Optional<String> validate,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param(
              value = "how lines end",
              def = "\\n",
              choices = {"\\n", "\\r", "\\r\\n", "\n", "\r", "\r\n"})
          String newlineSequence,
      @Param(value = "what starts an expression", def = "{{") String variableStartString,
      @Param(value = "what ends an expression", def = "}}") String variableEndString,
      @Param(value = "what starts a block", def = "{%") String blockStartString,
      @Param(value = "what ends a block", def = "%}") String blockEndString,
      @Param(value = "what starts a comment", def = "{#") String commentStartString,
      @Param(value = "what ends a comment", def = "#}") String commentEndString,
      @Param(value = "drop the newline after a block", def = "true") boolean trimBlocks,
      @Param(value = "drop blanks before a block", def = "false") boolean lstripBlocks,
      @Param(value = "how characters are written", def = "utf-8") String outputEncoding,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      new Placement(follow, force, backup, validate, unsafeWrites);
      EncodedText.named(outputEncoding);
    }

    /** The rendered text in the encoding asked for. */
    private Content encoded(Content rendered) {
      EncodedText encoding = EncodedText.named(outputEncoding);
      return encoding.charset().equals(StandardCharsets.UTF_8)
              || !(rendered instanceof Content.Bytes(Blob utf8, boolean secret))
          ? rendered
          : new Content.Bytes(Blob.of(encoding.encode(utf8.text())), secret);
    }

    /**
     * Names, and what is not as it comes: Mustache takes no more, so only what was asked for is
     * told.
     */
    private Map<String, String> options() {
      Map<String, String> out = new LinkedHashMap<>();
      out.put("src", src);
      out.put("dest", dest.text());
      put(out, "newline_sequence", newlineSequence, "\\n", "\n");
      put(out, "variable_start_string", variableStartString, "{{");
      put(out, "variable_end_string", variableEndString, "}}");
      put(out, "block_start_string", blockStartString, "{%");
      put(out, "block_end_string", blockEndString, "%}");
      put(out, "comment_start_string", commentStartString, "{#");
      put(out, "comment_end_string", commentEndString, "#}");
      put(out, "trim_blocks", Boolean.toString(trimBlocks), "true");
      put(out, "lstrip_blocks", Boolean.toString(lstripBlocks), "false");
      return out;
    }

    private static void put(
        Map<String, String> out, String name, String value, String... defaults) {
      if (!List.of(defaults).contains(value)) {
        out.put(name, value);
      }
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
    return Set.of(new Resource.Tree(args.dest()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty()
        ? plan
        : args.context().after(plan, host, List.of(target(args, host)));
  }

  private static HostPath target(Args args, HostView host) {
    boolean inside =
        args.dest().endsWithSlash()
            || host.known(new Probe.FileAt(args.dest(), true)).isDirectory();
    Path template = host.files().find(ControllerFiles.Purpose.TEMPLATES, args.src());
    return inside ? args.dest().child(template.getFileName().toString()) : args.dest();
  }

  private static Plan withoutContext(Args args, HostView host) {
    Path template = host.files().find(ControllerFiles.Purpose.TEMPLATES, args.src());
    FileInfo info = host.known(new Probe.FileAt(args.dest(), true));
    List<Effect> effects = new ArrayList<>();
    if (!info.isDirectory() && args.dest().endsWithSlash()) {
      FileAttributes directory =
          new FileAttributes(Optional.empty(), args.owner(), args.group(), Optional.empty());
      effects.addAll(Directories.missing(host, args.dest(), directory));
    }
    HostPath target = target(args, host);
    host.need(Placement.probes(target));
    Content content = args.encoded(host.files().render(template, args.options()));
    FileAttributes wanted =
        new FileAttributes(
            ModeArgument.resolve(args.mode(), host.files().mode(template)),
            args.owner(),
            args.group(),
            args.attributes());
    TaskResult values =
        TaskResult.of(
            "dest", target.text(),
            "src", template.toString(),
            "checksum", Digests.of(content, DigestAlgorithm.SHA1, host.files()),
            "md5sum", Digests.of(content, DigestAlgorithm.MD5, host.files()));
    Placement placement =
        new Placement(
            args.follow(), args.force(), args.backup(), args.validate(), args.unsafeWrites());
    Placement.Decision decision =
        placement.decide(host, target, content, wanted, !effects.isEmpty(), values);
    effects.addAll(decision.effects());
    return FileResult.plan(effects, decision.values());
  }
}
