package dev.play.modules.base;

import dev.play.host.Attributes;
import dev.play.host.Content;
import dev.play.host.Effect;
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
import dev.play.modules.base.archive.Comparison;
import dev.play.modules.base.archive.Entry;
import dev.play.modules.base.archive.Extraction;
import dev.play.modules.base.archive.Fetched;
import dev.play.modules.base.archive.Format;
import dev.play.modules.base.archive.Listing;
import dev.play.modules.base.archive.Selection;
import dev.play.modules.base.archive.UnpackedAttributes;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.copy.ControllerSource;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.SecurityContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unpacks an archive, when what it holds is not there yet. */
@ModuleDoc(
    name = "unarchive",
    also = "ansible.builtin.unarchive",
    summary = "Unpacks a tar or zip archive of the controller's or the host's.",
    example =
        """
        - unarchive:
            src: app.tgz
            dest: /srv/app
            extra_opts: [--strip-components=1]
        """,
    mutuallyExclusive = {"include,exclude", "copy,remote_src"},
    notes = {
      "Files are compared by what they hold; times, and owners that were not asked for, are not.",
      "Needs tar, or unzip for zip archives, on the host.",
      "An archive at an address is fetched to be compared, in a check too, by the host's curl or wget; and"
          + " again to be unpacked."
    })
public final class Unarchive implements Module<Unarchive.Args> {
  private static final String RELATIVE =
      "Relative destination path '%s' depends on who logs in; an absolute path does not.";

  /** The arguments. */
  public record Args(
      @Param("the archive, or its address") String src,
      @Param("directory to unpack into; must be there") HostPath dest,
      @Param(value = "src lies on the host", def = "false") boolean remoteSrc,
      @Param("no is remote_src: yes, as it was once written") Optional<Boolean> copy,
      @Param("path: nothing is done when it is there") Optional<String> creates,
      @Param(value = "register the names in the archive", def = "false") boolean listFiles,
      @Param(value = "names or patterns to leave out", def = "") List<String> exclude,
      @Param(value = "names to unpack; all when empty", def = "") List<String> include,
      @Param(value = "leave files alone that are newer", def = "false") boolean keepNewer,
      @Param(value = "further options of tar or unzip", def = "") List<String> extraOpts,
      @Param(value = "send what vault files hold", def = "true") boolean decrypt,
      @Param("permissions of what is unpacked") Optional<FileMode> mode,
      @Param("user who owns what is unpacked") Optional<String> owner,
      @Param("group that owns what is unpacked") Optional<String> group,
      @Param(value = "chattr flags of what is unpacked", aliases = "attr")
          Optional<String> attributes,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      if (Fetched.isAddress(src) && !remoteSrc && copy.orElse(true)) {
        throw new IllegalArgumentException("a src at an address needs remote_src: true");
      }
      new Selection(include, exclude, extraOpts);
    }

    private Selection selection() {
      return new Selection(include, exclude, extraOpts);
    }

    private boolean onHost() {
      return remoteSrc || !copy.orElse(true);
    }

    private UnpackedAttributes wanted() {
      return new UnpackedAttributes(dest, new FileAttributes(mode, owner, group, attributes));
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
    Optional<Plan> guarded =
        new Guard(args.creates(), Optional.empty(), Optional.empty()).verdict(host, "unarchive");
    if (guarded.isPresent()) {
      return guarded.get();
    }
    FileInfo dest = host.known(new Probe.FileAt(args.dest(), true));
    if (!dest.isDirectory()) {
      return Plan.failed("dest '" + args.dest() + "' must be an existing dir");
    }
    return args.onHost() ? onHost(args, host) : fromController(args, host);
  }

  private Plan fromController(Args args, HostView host) {
    Path file = host.files().find(ControllerFiles.Purpose.FILES, args.src());
    Content content = new ControllerSource(args.decrypt(), true).content(host, file);
    if (args.selection().renames()) {
      throw new ModuleFailure(
          "extra_opts that rename need the archive on the host: copy it and use remote_src");
    }
    Listing listing = Listing.of(content, args.src());
    List<Entry> wanted = args.selection().of(listing.entries());
    List<Entry> missing = Comparison.differing(host, args.dest(), wanted, args.keepNewer());
    // Beside what it becomes: /tmp is for anyone to lay links in.
    HostPath temporary =
        args.dest().child(".play-" + content.sha256().substring(0, 16) + ".archive");
    Extraction extraction =
        new Extraction(
            listing.format(), temporary, args.dest(), args.selection(), args.keepNewer());
    List<Effect> effects = new ArrayList<>();
    if (!missing.isEmpty()) {
      extraction.requireTools(host);
      effects.add(
          new Effect.WriteFile(
              temporary,
              content,
              Optional.empty(),
              Attributes.mode(0600),
              false,
              Optional.empty(),
              false));
      effects.add(extraction.unpackSent(args.src(), missing));
    }
    effects.addAll(args.wanted().of(host, wanted, missing));
    return result(args, host, listing.format().handler(), effects, wanted);
  }

  private static Plan onHost(Args args, HostView host) {
    if (Fetched.isAddress(args.src())) {
      Fetched from = new Fetched(args.src());
      Extraction extraction =
          new Extraction(
              from.format(),
              Fetched.PLACE,
              args.dest(),
              args.selection(),
              args.keepNewer(),
              Optional.of(from));
      return unpacked(args, host, extraction, from.handler());
    }
    HostPath archive = HostPath.of(args.src());
    if (!host.known(new Probe.FileAt(archive, true)).isFile()) {
      return Plan.failed("Source '" + args.src() + "' does not exist");
    }
    Probe.Query head =
        Probe.Query.of(
            Set.of(Resource.path(archive)), "od", "-An", "-tx1", "-N8", "--", args.src());
    Format format = Format.of(host.known(head).out().replaceAll("\\s", ""));
    Extraction extraction =
        new Extraction(format, archive, args.dest(), args.selection(), args.keepNewer());
    return unpacked(args, host, extraction, format.handler());
  }

  private static Plan unpacked(Args args, HostView host, Extraction extraction, String handler) {
    extraction.requireTools(host);
    boolean differs = Comparison.differs(host, extraction);
    boolean owned = !args.wanted().none() || !args.context().isEmpty();
    List<Entry> entries =
        args.listFiles() || owned ? Comparison.entries(host, extraction) : List.of();
    List<Effect> effects = new ArrayList<>();
    if (differs) {
      effects.add(
          Effect.Run.of(
              extraction.unpack(), "unpack " + args.src(), Set.of(new Resource.Tree(args.dest()))));
    }
    effects.addAll(args.wanted().of(host, entries, differs ? entries : List.of()));
    return result(args, host, handler, effects, entries);
  }

  private static Plan result(
      Args args, HostView host, String handler, List<Effect> effects, List<Entry> entries) {
    List<String> names = entries.stream().map(Entry::path).toList();
    TaskResult values =
        TaskResult.of("dest", args.dest().text(), "src", args.src())
            .with("handler", handler)
            .with("state", "directory");
    if (!args.dest().isAbsolute()) {
      values = values.with("warnings", List.of(RELATIVE.formatted(args.dest())));
    }
    TaskResult told = args.listFiles() ? values.with("files", names) : values;
    Plan plan = Plan.change(effects, told);
    List<HostPath> paths = names.stream().map(args.dest()::child).toList();
    return args.context().after(plan, host, paths);
  }
}
