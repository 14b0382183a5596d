package dev.play.modules.machine;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.EncodedText;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.machine.packing.Packing;
import dev.play.modules.machine.packing.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Archives and compressed files. Options and results as in {@code community.general.archive}. */
@ModuleDoc(
    name = "archive",
    also = "community.general.archive",
    summary = "Packs files and directories of the host into an archive on it.",
    example =
        "archive: {path: /var/log/app, dest: /root/app-logs.tgz, exclusion_patterns: ['*.tmp']}",
    notes = {
      "The host's tar (GNU), gzip, bzip2, xz, zip and unzip do it, whichever are needed.",
      "Whether an archive is as it would be made is told by its content, names, owners, modes and"
          + " times; of a zip by names and content."
    })
public final class Archive implements Module<Archive.Args> {
  /** Names that are no UTF-8 go to the tools as they are. */
  private static final EncodedText NAMES = new EncodedText(StandardCharsets.UTF_8);

  /** The arguments. */
  public record Args(
      @Param("files and directories, absolute; with * and ?, all that fit") List<String> path,
      @Param("the archive; PATH.FORMAT for a single file") Optional<HostPath> dest,
      @Param(value = "form of the archive", def = "gz") Packing format,
      @Param("paths and patterns to leave out of path") Optional<List<String>> excludePath,
      @Param("patterns of names to leave out, however deep")
          Optional<List<String>> exclusionPatterns,
      @Param(
              value = "make an archive of a single file, too, instead of compressing it",
              def = "false")
          boolean forceArchive,
      @Param(value = "remove what was packed", def = "false") boolean remove,
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
      for (String each : path) {
        requireAbsolute(each);
      }
      excludePath.orElse(List.of()).forEach(Args::requireAbsolute);
    }

    private static void requireAbsolute(String path) {
      if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("path and exclude_path are absolute: '" + path + "'");
      }
    }

    MadeFile at(HostPath where) {
      return new MadeFile(
          where,
          0644,
          false,
          unsafeWrites,
          new FileAttributes(mode, owner, group, attributes),
          new SecurityContext(seuser, serole, setype, selevel));
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>();
    args.dest().ifPresentOrElse(d -> out.add(Resource.path(d)), () -> out.add(Resource.EVERYTHING));
    if (args.remove()) {
      args.path().forEach(p -> out.add(Resource.tree(p.replaceFirst("[^/]*[*?].*", ""))));
    }
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Sources sources = Sources.of(host, args.path(), args.excludePath().orElse(List.of()));
    TaskResult found =
        TaskResult.of(
            "expanded_paths", String.join(", ", sources.expanded()),
            "expanded_exclude_paths", String.join(", ", sources.excluded()));
    if (sources.paths().isEmpty()) {
      throw new ModuleFailure("Error, no source paths were found", found);
    }
    Map<String, FileInfo> there = sources.there(host);
    boolean many =
        args.forceArchive()
            || sources.patterns()
            || sources.paths().size() > 1
            || there.values().stream().anyMatch(FileInfo::isDirectory);
    if (many && args.dest().isEmpty()) {
      throw new ModuleFailure(
          "Error, must specify \"dest\" when archiving multiple files or trees", found);
    }
    HostPath dest =
        args.dest().orElse(HostPath.of(sources.paths().getFirst() + "." + args.format().label()));
    List<String> missing = sources.paths().stream().filter(p -> !there.containsKey(p)).toList();
    TaskResult result =
        found.with("arcroot", sources.root()).with("dest", dest.text()).with("missing", missing);
    if (there.isEmpty()) {
      return nothing(args, host, dest, result.with("archived", List.of()));
    }
    if (args.remove()) {
      there.values().stream()
          .filter(i -> i.isDirectory() && dest.isWithin(i.path()))
          .findFirst()
          .ifPresent(
              i -> {
                throw new ModuleFailure(
                    "Error, created archive can not be contained in source paths when remove=true");
              });
    }
    String state = !many ? "compress" : missing.isEmpty() ? "archive" : "incomplete";
    return pack(args, host, sources, dest, many, result.with("dest_state", state));
  }

  private static Plan nothing(Args args, HostView host, HostPath dest, TaskResult result) {
    boolean exists = host.known(new Probe.FileAt(dest, true)).exists();
    return exists
        ? args.at(dest).leave(host, result.with("dest_state", "archive"))
        : Plan.same(result.with("dest_state", "absent"));
  }

  private static Plan pack(
      Args args, HostView host, Sources sources, HostPath dest, boolean many, TaskResult result) {
    List<String> members = sources.members(host, args.exclusionPatterns().orElse(List.of()), dest);
    if (members.isEmpty()) {
      throw new ModuleFailure("there is nothing to pack", result);
    }
    TaskResult told =
        result.with("archived", members.stream().map(m -> sources.root() + m).toList());
    Packing form = args.format();
    boolean bare = !many && form != Packing.ZIP && form != Packing.TAR;
    for (String tool : form.tools(bare)) {
      if (host.known(new Probe.Tool(tool)).isEmpty()) {
        throw new ModuleFailure(tool + " is not on the host; it comes with the package " + tool);
      }
    }
    MadeFile file = args.at(dest);
    boolean exists = file.info(host).exists();
    Blob names = Blob.of(NAMES.encode(String.join("\0", members) + "\0"));
    Plan plan =
        exists && isIt(host, sources, dest, form, bare, names)
            ? file.leave(host, told)
            : made(file, host, sources, form, bare, names, told);
    return args.remove() ? sources.removedAfter(plan, host) : plan;
  }

  private static boolean isIt(
      HostView host, Sources sources, HostPath dest, Packing form, boolean bare, Blob names) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                Packing.COMPARE,
                "sh",
                form.label(),
                dest.text(),
                sources.root(),
                bare ? "bare" : ""));
    argv.addAll(form.unpack());
    Set<Resource> about = new HashSet<>(Set.of(Resource.path(dest)));
    sources.paths().forEach(p -> about.add(Resource.tree(p)));
    CommandOutput sums = host.known(new Probe.Query(argv, Map.of("LC_ALL", "C"), names, about));
    List<String> lines = sums.out().lines().toList();
    if (!sums.ok()) {
      throw new ModuleFailure("what is to be packed cannot be read: " + sums.err().strip());
    }
    return lines.size() == 2 && lines.getFirst().equals(lines.getLast());
  }

  private static Plan made(
      MadeFile file,
      HostView host,
      Sources sources,
      Packing form,
      boolean bare,
      Blob names,
      TaskResult told) {
    List<String> words = new ArrayList<>(List.of(form.label(), sources.root(), bare ? "bare" : ""));
    words.addAll(form.pack());
    return file.make(
        host,
        new MadeFile.Recipe(Packing.MAKE, words, Optional.empty(), List.of(names)),
        "make the archive " + file.path(),
        "",
        told,
        (values, answers) -> values);
  }
}
