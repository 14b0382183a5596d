package dev.play.modules.base;

import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Digests;
import dev.play.modules.base.file.StatValues;
import dev.play.modules.base.search.Closed;
import dev.play.modules.base.search.Contents;
import dev.play.modules.base.search.Criteria;
import dev.play.modules.base.search.Walk;
import dev.play.modules.base.text.PythonRegex;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for files on the host. */
@ModuleDoc(
    name = "find",
    also = "ansible.builtin.find",
    summary = "Looks for files on the host.",
    example =
        """
        - find:
            paths: /var/log
            patterns: '*.gz'
            age: 4w
            recurse: true
          register: old
        """)
public final class Find implements Module<Find.Args> {
  private static final Pattern CLOCK = Pattern.compile("([0-9]+)([.][0-9]+)?.*");

  /** What to look for. */
  public enum Type {
    ANY,
    DIRECTORY,
    FILE,
    LINK
  }

  /** Which time age goes by. */
  public enum Stamp {
    ATIME,
    CTIME,
    MTIME
  }

  /** The arguments. */
  public record Args(
      @Param(
              value = "directories to look in",
              aliases = {"name", "path"})
          List<String> paths,
      @Param(value = "shell patterns (or expressions) for names", aliases = "pattern", def = "")
          List<String> patterns,
      @Param(value = "patterns for names to leave out", aliases = "exclude", def = "")
          List<String> excludes,
      @Param("expression that a line must start with") Optional<String> contains,
      @Param(value = "look for contains anywhere in the file", def = "false") boolean readWholeFile,
      @Param(value = "what to look for", def = "file") Type fileType,
      @Param("at least this old; younger when negative") Optional<String> age,
      @Param(value = "which time age goes by", def = "mtime") Stamp ageStamp,
      @Param("at least this big; smaller when negative") Optional<String> size,
      @Param(value = "directories below too", def = "false") boolean recurse,
      @Param("how far below") Optional<Integer> depth,
      @Param(value = "names that start with a dot too", def = "false") boolean hidden,
      @Param(value = "go on below links to directories", def = "false") boolean follow,
      @Param(value = "digest of each file", def = "false") boolean getChecksum,
      @Param(
              value = "which digest",
              def = "sha1",
              aliases = {"checksum", "checksum_algo"},
              choices = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
          String checksumAlgorithm,
      @Param(value = "patterns are expressions", def = "false") boolean useRegex,
      @Param("permissions to have") Optional<FileMode> mode,
      @Param(value = "exactly these permissions, not at least", def = "true") boolean exactMode,
      @Param("how many at most") Optional<Integer> limit,
      @Param("how characters are written in files that contains looks into; UTF-8 if not given")
          Optional<String> encoding) {
    public Args {
      size.ifPresent(Criteria::size);
      age.ifPresent(Criteria::age);
      contains.ifPresent(c -> PythonRegex.onText(c, 0));
      if (useRegex) {
        patterns.forEach(p -> new PythonRegex(p, 0));
        excludes.forEach(p -> new PythonRegex(p, 0));
      }
    }

    private int levels() {
      return recurse ? depth.filter(d -> d > 0).orElse(Integer.MAX_VALUE) : 1;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public boolean onlyTells(Args args) {
    return true;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<HostPath> roots =
        args.paths().stream()
            .filter(p -> !p.isEmpty())
            .map(p -> PathExpansion.of(HostPath.of(p), host))
            .toList();
    List<Probe<?>> probes = new ArrayList<>();
    roots.forEach(r -> probes.add(new Probe.FileAt(r, true)));
    roots.forEach(r -> probes.add(new Probe.TreeAt(r, args.levels())));
    host.need(probes);
    Contents contents = new Contents(args.contains(), args.readWholeFile(), args.encoding());
    List<FileInfo> found = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    if (args.paths().contains("")) {
      skipped.put("", "'' is not a directory");
    }
    int examined = 0;
    double now = args.age().isPresent() ? clock(host) : 0;
    for (HostPath root : roots) {
      if (!host.known(new Probe.FileAt(root, true)).isDirectory()) {
        skipped.put(root.text(), "'" + root + "' is not a directory");
        continue;
      }
      Walk walk = new Walk(args.levels(), args.follow());
      List<FileInfo> below = walk.below(host, root);
      examined += walk.examined(host, root, below);
      skipped.putAll(Closed.among(host, below));
      List<FileInfo> here = below.stream().filter(i -> fits(args, i, root, now)).toList();
      try {
        found.addAll(args.fileType() == Type.FILE ? contents.among(host, here) : here);
      } catch (Contents.Unread e) {
        skipped.put(root.text(), String.valueOf(e.getMessage()));
      }
    }
    int most = args.limit().filter(l -> l > 0).orElse(Integer.MAX_VALUE);
    List<FileInfo> told = found.subList(0, Math.min(most, found.size()));
    String message =
        skipped.isEmpty()
            ? "All paths examined"
            : "Not all paths examined, check warnings for details";
    return Plan.same(
        TaskResult.of(
            "files", values(args, host, told),
            "matched", told.size(),
            "examined", examined,
            "skipped_paths", skipped,
            "msg", message));
  }

  private static boolean fits(Args args, FileInfo info, HostPath root, double now) {
    String name = info.path().name();
    String below = info.path().text().substring(root.normal().text().length());
    boolean type =
        switch (args.fileType()) {
          case ANY -> true;
          case DIRECTORY -> info.isDirectory();
          case FILE -> info.isFile();
          case LINK -> info.isLink();
        };
    double stamp =
        switch (args.ageStamp()) {
          case ATIME -> info.accessed();
          case CTIME -> info.changed();
          case MTIME -> info.modified();
        };
    boolean sized =
        args.fileType() == Type.DIRECTORY
            || Criteria.within(info.size(), args.size().map(Criteria::size));
    return type
        && (args.hidden() || !below.contains("/."))
        && (args.patterns().isEmpty() || Criteria.named(name, args.patterns(), args.useRegex()))
        && !Criteria.named(name, args.excludes(), args.useRegex())
        && sized
        && Criteria.within(now - stamp, args.age().map(Criteria::age))
        && Criteria.mode(info, args.mode().map(m -> m.apply(0, false)), args.exactMode());
  }

  private static List<Value> values(Args args, HostView host, List<FileInfo> found) {
    List<Probe.DigestOf> digests =
        found.stream()
            .filter(f -> args.getChecksum() && f.isFile())
            .map(f -> new Probe.DigestOf(f.path(), Digests.named(args.checksumAlgorithm())))
            .toList();
    host.need(digests);
    Map<HostPath, Value> sums = new LinkedHashMap<>();
    digests.forEach(d -> sums.put(d.path(), Value.text(host.known(d).orElse(null))));
    List<Value> out = new ArrayList<>();
    for (FileInfo info : found) {
      Value.Dict values = StatValues.of(info);
      Value sum = sums.get(info.path());
      out.add(sum == null ? values : values.with("checksum", sum));
    }
    return out;
  }

  /** To the fraction of a second: what was written just now is not younger than nothing. */
  private static double clock(HostView host) {
    String out = host.known(Probe.Query.of(Set.of(Resource.CLOCK), "date", "+%s.%N")).out().trim();
    Matcher said = CLOCK.matcher(out);
    if (!said.matches()) {
      return 0;
    }
    // busybox's date has whole seconds only: then the end of this one.
    return Double.parseDouble(said.group(1))
        + (said.group(2) == null ? 1 : Double.parseDouble(said.group(2)));
  }
}
