package dev.play.modules.base;

import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModeArgument;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.copy.ControllerSource;
import dev.play.modules.base.copy.HostSource;
import dev.play.modules.base.copy.TreeCopy;
import dev.play.modules.base.file.Digests;
import dev.play.modules.base.file.Directories;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Puts files or directories, or a given content, on the host. */
@ModuleDoc(
    name = "copy",
    also = "ansible.builtin.copy",
    summary = "Copies files and directories to the host, or from one place on it to another.",
    example =
        """
        - copy:
            src: app.conf
            dest: /etc/app.conf
            mode: "0644"
        """,
    mutuallyExclusive = "content,src")
public final class Copy implements Module<Copy.Args> {
  /** The arguments. */
  public record Args(
      @Param("file or directory to copy; with a trailing slash what is in the directory")
          Optional<String> src,
      @Param("what the file is to hold; a list or dict is written as JSON") Optional<Value> content,
      @Param(value = "where it goes; a directory takes the source's name", name = "dest")
          Optional<HostPath> destination,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "replace a file that differs", def = "true", aliases = "thirsty")
          boolean force,
      @Param(value = "permissions of files, or preserve", example = "0644")
          Optional<ModeArgument> mode,
      @Param("permissions of directories that are made") Optional<FileMode> directoryMode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param(value = "src lies on the host", def = "false") boolean remoteSrc,
      @Param(value = "write through a link at dest", def = "false") boolean follow,
      @Param(value = "copy what the controller's links point to", def = "true") boolean localFollow,
      @Param(value = "send what vault files hold", def = "true") boolean decrypt,
      @Param(value = "command that must accept the file, with %s for its name")
          Optional<String> validate,
      @Param("SHA-1 that the source must have") Optional<String> checksum,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      if (content.isEmpty() && src.orElse("").isEmpty()) {
        throw new IllegalArgumentException("src (or content) is required");
      }
      if (destination.isEmpty()) {
        throw new IllegalArgumentException("dest is required");
      }
      new Placement(follow, force, backup, validate, unsafeWrites);
      if (content.isPresent() && destination.get().endsWithSlash()) {
        throw new IllegalArgumentException("can not use content with a dir as dest");
      }
    }

    private HostPath dest() {
      return destination.orElseThrow();
    }

    private Placement placement() {
      return new Placement(follow, force, backup, validate, unsafeWrites);
    }

    private FileAttributes wanted(int sourceMode) {
      return new FileAttributes(ModeArgument.resolve(mode, sourceMode), owner, group, attributes);
    }

    private FileAttributes directories() {
      return new FileAttributes(directoryMode, owner, group, Optional.empty());
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
    if (args.content().isPresent()) {
      return content(args, host, args.content().get());
    }
    String src = args.src().orElseThrow();
    return args.remoteSrc() ? onHost(args, host, src) : fromController(args, host, src);
  }

  private static Plan content(Args args, HostView host, Value value) {
    if (host.known(new Probe.FileAt(args.dest(), true)).isDirectory()) {
      return Plan.failed("can not use content with a dir as dest");
    }
    Content content = ValueText.content(value);
    return single(args, host, content, args.dest(), "", 0644, List.of());
  }

  private static Plan fromController(Args args, HostView host, String src) {
    Path file = host.files().find(ControllerFiles.Purpose.FILES, src);
    ControllerSource source = new ControllerSource(args.decrypt(), args.localFollow());
    String name = file.getFileName().toString();
    if (Files.isDirectory(file)) {
      boolean inside = src.endsWith("/");
      return tree(args, host, source.entries(host, file, inside ? "" : name + "/"), name, inside);
    }
    Content content = source.content(host, file);
    checkSum(args, () -> Digests.of(content, DigestAlgorithm.SHA1, host.files()));
    List<Effect> before = new ArrayList<>();
    HostPath target = target(args, host, name, before);
    return single(args, host, content, target, file.toString(), host.files().mode(file), before);
  }

  private static Plan single(
      Args args,
      HostView host,
      Content content,
      HostPath target,
      String source,
      int mode,
      List<Effect> before) {
    TaskResult values =
        TaskResult.of(
            "dest", target.text(),
            "checksum", Digests.of(content, DigestAlgorithm.SHA1, host.files()),
            "md5sum", Digests.of(content, DigestAlgorithm.MD5, host.files()));
    Placement.Decision decision =
        args.placement()
            .decide(
                host,
                target,
                content,
                args.wanted(mode),
                !before.isEmpty(),
                source.isEmpty() ? values : values.with("src", source));
    List<Effect> effects = new ArrayList<>(before);
    effects.addAll(decision.effects());
    Plan plan = FileResult.plan(effects, decision.values());
    return args.context().after(plan, host, List.of(target));
  }

  /** Where a file of that name goes; adds to {@code before} what makes the directory. */
  private static HostPath target(Args args, HostView host, String name, List<Effect> before) {
    HostPath dest = args.dest();
    FileInfo info = host.known(new Probe.FileAt(dest, true));
    if (!info.isDirectory() && !dest.endsWithSlash()) {
      return dest;
    }
    if (!info.isDirectory()) {
      before.addAll(Directories.missing(host, dest, args.directories()));
    }
    return dest.child(name);
  }

  private static Plan tree(
      Args args, HostView host, List<TreeCopy.Entry> entries, String name, boolean inside) {
    List<TreeCopy.Entry> all = new ArrayList<>();
    if (!inside) {
      all.add(new TreeCopy.Entry.Directory(name));
    }
    all.addAll(entries);
    TreeCopy copy =
        new TreeCopy(args.dest().normal(), args.directories(), args.mode(), args.placement());
    Plan plan =
        FileResult.plan(
            copy.effects(host, all), TreeCopy.values(args.src().orElse(""), args.dest()));
    List<HostPath> paths =
        all.stream()
            .filter(e -> !(e instanceof TreeCopy.Entry.Link))
            .map(e -> args.dest().normal().child(e.path()))
            .toList();
    return args.context().after(plan, host, paths);
  }

  private static Plan onHost(Args args, HostView host, String src) {
    HostPath from = PathExpansion.of(HostPath.of(src), host);
    FileInfo info = host.known(new Probe.FileAt(from, true));
    if (!info.exists()) {
      return Plan.failed("Source " + src + " not found");
    }
    if (info.isDirectory()) {
      boolean inside = from.endsWithSlash();
      String prefix = inside ? "" : from.name() + "/";
      return tree(
          args,
          host,
          HostSource.entries(host, from, prefix, args.localFollow()),
          from.name(),
          inside);
    }
    if (!info.isFile()) {
      return Plan.failed("Cannot copy invalid source '" + src + "': not a file");
    }
    Optional<String> sha1 = host.known(new Probe.DigestOf(from, DigestAlgorithm.SHA1));
    checkSum(args, () -> sha1.orElse(""));
    List<Effect> effects = new ArrayList<>();
    HostPath target = target(args, host, from.name(), effects);
    TaskResult values =
        TaskResult.of("src", src, "dest", target.text(), "checksum", sha1, "md5sum", null);
    Placement.Decision decision =
        args.placement()
            .decideCopy(host, from, target, args.wanted(info.mode()), !effects.isEmpty(), values);
    effects.addAll(decision.effects());
    Plan plan = FileResult.plan(effects, decision.values());
    return args.context().after(plan, host, List.of(target));
  }

  private static void checkSum(Args args, Supplier<String> actual) {
    if (args.checksum().isPresent() && !args.checksum().get().equalsIgnoreCase(actual.get())) {
      throw new ModuleFailure(
          "Copied file does not match the expected checksum "
              + args.checksum().get()
              + ": it is "
              + actual.get());
    }
  }
}
