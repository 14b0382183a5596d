package dev.play.modules.system;

import dev.play.host.Blob;
import dev.play.host.Effect;
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
import dev.play.modules.system.repository.SourcesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * apt's repositories as one-line entries (sources.list(5)). Options and results as in {@code
 * ansible.builtin.apt_repository}.
 */
@ModuleDoc(
    name = "apt_repository",
    also = "ansible.builtin.apt_repository",
    summary = "Adds and removes apt repositories.",
    example =
        "apt_repository: {repo: 'deb http://apt.example.org/debian trixie-backports main', filename: backports}")
public final class AptRepository implements Module<AptRepository.Args> {
  /** The arguments. */
  public record Args(
      @Param("the entry: deb [options] address suite components") String repo,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("permissions of a new file") Optional<FileMode> mode,
      @Param(value = "fetch the new lists", aliases = "update-cache", def = "true")
          boolean updateCache,
      @Param(value = "how often fetching is tried again", def = "5") int updateCacheRetries,
      @Param(value = "longest pause between tries, in seconds", def = "12")
          int updateCacheRetryMaxDelay,
      @Param(value = "check the repository's certificate", def = "true") boolean validateCerts,
      @Param("name of the file, without .list") Optional<String> filename,
      @Param("release for a ppa") Optional<String> codename,
      @Param(value = "nothing to install here: no Python is needed", def = "true")
          boolean installPythonApt) {
    public Args {
      if (repo.isEmpty()) {
        throw new IllegalArgumentException("Please set argument 'repo' to a non-empty value");
      }
      if (!repo.startsWith("ppa:")
          && !repo.strip().matches("deb(-src)?\\s+(\\[[^\\]\\n]*\\]\\s+)?\\S+\\s+\\S+[^\\n]*")) {
        throw new IllegalArgumentException("not a repository: '" + repo + "'");
      }
      if (codename.isPresent() && !repo.startsWith("ppa:")) {
        throw new IllegalArgumentException("codename is for ppa: repositories only");
      }
      if (!validateCerts) {
        throw new IllegalArgumentException("validate_certs: false is not supported");
      }
    }

    String normal() {
      return normal(repo);
    }

    static String normal(String line) {
      return line.strip().replaceAll("\\s+", " ");
    }

    HostPath file() {
      String[] words = normal().replaceAll("\\[[^\\]]*\\] ", "").split(" ");
      String name =
          filename.orElseGet(
              () -> {
                String place = words[1].replaceFirst("^[a-z+]+://", "").replaceFirst("[^/]*@", "");
                return SourcesFile.safeName(place + "_" + words[2]);
              });
      return SourcesFile.DIRECTORY.child(SourcesFile.safeName(name) + ".list");
    }
  }

  /** Whether a repository is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        Resource.tree("/etc/apt"), Resource.topic("apt-lists"), Resource.tree("/var/lib/apt"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (args.repo().startsWith("ppa:")) {
      throw new ModuleFailure(
          "ppa: is not supported; give the repository's address and key, as Launchpad shows them");
    }
    Map<HostPath, Blob> files = files(host);
    boolean there =
        files.values().stream().anyMatch(b -> b.text().lines().anyMatch(l -> isEntry(l, args)));
    TaskResult result =
        TaskResult.of(
                "repo", args.repo(), "state", args.state() == State.PRESENT ? "present" : "absent")
            .with("sources_added", added(args, files, there))
            .with("sources_removed", removed(args, files));
    List<Effect> effects = new ArrayList<>();
    if (args.state() == State.PRESENT && !there) {
      HostPath file = args.file();
      Optional<Blob> old = Optional.ofNullable(files.get(file));
      String before = old.map(Blob::text).orElse("");
      String text = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n");
      int mode = args.mode().map(m -> m.apply(0644, false)).orElse(0644);
      effects.add(SourcesFile.write(file, text + args.normal() + "\n", old, mode));
    } else if (args.state() == State.ABSENT && there) {
      files.forEach((path, blob) -> remove(args, path, blob, effects));
    }
    if (!effects.isEmpty() && args.updateCache()) {
      effects.add(
          SourcesFile.refresh(host, args.updateCacheRetries(), args.updateCacheRetryMaxDelay()));
    }
    return Plan.change(effects, result);
  }

  /** Files that are new. */
  private static List<String> added(Args args, Map<HostPath, Blob> files, boolean there) {
    boolean isNew = args.state() == State.PRESENT && !there && !files.containsKey(args.file());
    return isNew ? List.of(args.file().text()) : List.of();
  }

  /** Files that go with their last entry. */
  private static List<String> removed(Args args, Map<HostPath, Blob> files) {
    if (args.state() == State.PRESENT) {
      return List.of();
    }
    return files.entrySet().stream()
        .filter(f -> f.getKey().isWithin(SourcesFile.DIRECTORY))
        .filter(f -> f.getValue().text().lines().anyMatch(l -> isEntry(l, args)))
        .filter(
            f ->
                f.getValue()
                    .text()
                    .lines()
                    .filter(l -> !isEntry(l, args))
                    .allMatch(String::isBlank))
        .map(f -> f.getKey().text())
        .toList();
  }

  private static void remove(Args args, HostPath path, Blob blob, List<Effect> effects) {
    List<String> rest = blob.text().lines().filter(l -> !isEntry(l, args)).toList();
    if (rest.size() == blob.text().lines().count()) {
      return;
    }
    boolean ours = path.isWithin(SourcesFile.DIRECTORY);
    if (ours && rest.stream().allMatch(String::isBlank)) {
      effects.add(new Effect.Remove(path));
    } else {
      String text = rest.isEmpty() ? "" : String.join("\n", rest) + "\n";
      effects.add(SourcesFile.write(path, text, Optional.of(blob), 0644));
    }
  }

  private static boolean isEntry(String line, Args args) {
    String plain = line.replaceFirst("\\s+#.*$", "");
    return Args.normal(plain).equals(args.normal());
  }

  private static Map<HostPath, Blob> files(HostView host) {
    Probe.TreeAt tree = new Probe.TreeAt(SourcesFile.DIRECTORY, 1);
    Probe.ContentOf main = Probe.ContentOf.of(HostPath.of("/etc/apt/sources.list"));
    host.need(List.of(tree, main));
    List<Probe.ContentOf> contents = new ArrayList<>(List.of(main));
    for (FileInfo file : host.known(tree)) {
      if (file.path().text().endsWith(".list")) {
        contents.add(Probe.ContentOf.of(file.path()));
      }
    }
    host.need(contents);
    Map<HostPath, Blob> out = new TreeMap<>();
    contents.forEach(c -> host.known(c).ifPresent(b -> out.put(c.path(), b)));
    return out;
  }
}
