package dev.play.modules.base;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.copy.ControllerSource;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.PythonRegex;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the files of a directory together into one. */
@ModuleDoc(
    name = "assemble",
    also = "ansible.builtin.assemble",
    summary = "Puts the files of a directory together into one file.",
    example =
        """
        - assemble:
            src: /etc/app/conf.d
            dest: /etc/app/app.conf
            delimiter: '### next ###'
        """)
public final class Assemble implements Module<Assemble.Args> {
  /** The arguments. */
  public record Args(
      @Param("directory with the pieces, taken in the order of their names") String src,
      @Param("the file to make") HostPath dest,
      @Param("text between the pieces") Optional<String> delimiter,
      @Param(value = "src lies on the host", def = "true") boolean remoteSrc,
      @Param("only pieces whose name this finds") Optional<String> regexp,
      @Param(value = "not those whose name starts with a dot", def = "false") boolean ignoreHidden,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "read what vault files hold", def = "true") boolean decrypt,
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
      regexp.ifPresent(r -> new PythonRegex(r, 0));
      new Placement(false, true, backup, validate, unsafeWrites);
    }

    private boolean takes(String name) {
      return !(ignoreHidden && name.startsWith("."))
          && regexp.map(r -> new PythonRegex(r, 0).foundIn(PythonRegex.bytes(name))).orElse(true);
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
    return Set.of(Resource.path(args.dest()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty() ? plan : args.context().after(plan, host, List.of(args.dest()));
  }

  private static Plan withoutContext(Args args, HostView host) {
    Blob whole = joined(args.remoteSrc() ? onHost(args, host) : local(args, host), args);
    Content content = Content.of(whole);
    TaskResult values =
        TaskResult.of(
            "dest", args.dest().text(),
            "src", args.src(),
            "checksum", whole.digest(DigestAlgorithm.SHA1),
            "md5sum", whole.digest(DigestAlgorithm.MD5),
            "msg", "OK");
    Placement.Decision decision =
        new Placement(false, true, args.backup(), args.validate(), args.unsafeWrites())
            .decide(
                host,
                args.dest(),
                content,
                new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes()),
                false,
                values);
    return FileResult.withOneDiff(FileResult.plan(decision.effects(), decision.values()));
  }

  private static List<Blob> onHost(Args args, HostView host) {
    HostPath src = HostPath.of(args.src());
    FileInfo info = host.known(new Probe.FileAt(src, true));
    if (!info.isDirectory()) {
      throw new ModuleFailure(
          info.exists()
              ? "Source (" + src + ") is not a directory"
              : "Source (" + src + ") does not exist");
    }
    List<Probe.ContentOf> pieces =
        host.known(new Probe.TreeAt(src, 1)).stream()
            .filter(f -> (f.isFile() || f.isLink()) && args.takes(f.path().name()))
            .map(f -> Probe.ContentOf.of(f.path()))
            .toList();
    host.need(pieces);
    return pieces.stream().flatMap(p -> host.known(p).stream()).toList();
  }

  private static List<Blob> local(Args args, HostView host) {
    ControllerFiles files = host.files();
    Path directory = files.find(ControllerFiles.Purpose.FILES, args.src());
    if (!Files.isDirectory(directory)) {
      throw new ModuleFailure("Source (" + directory + ") is not a directory");
    }
    List<Blob> out = new ArrayList<>();
    for (String name : files.list(directory)) {
      Path file = directory.resolve(name);
      if (!name.contains("/") && Files.isRegularFile(file) && args.takes(name)) {
        out.add(args.decrypt() ? files.read(file) : ControllerSource.verbatim(file));
      }
    }
    return out;
  }

  /** Pieces and delimiters each start on a line of their own. */
  private static Blob joined(List<Blob> pieces, Args args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<String> delimiter = args.delimiter().map(Assemble::unescaped);
    boolean first = true;
    boolean ended = true;
    for (Blob piece : pieces) {
      if (!ended) {
        out.write('\n');
      }
      if (!first && delimiter.isPresent()) {
        String text = delimiter.get();
        out.writeBytes((text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = piece.bytes();
      out.writeBytes(bytes);
      ended = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
      first = false;
    }
    return Blob.of(out.toByteArray());
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
  }
}
