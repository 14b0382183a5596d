package dev.play.modules.tool;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Patches by GNU patch(1). Options and results as in {@code ansible.posix.patch}. */
@ModuleDoc(
    name = "patch",
    also = "ansible.posix.patch",
    summary = "Applies a patch, or takes it back.",
    example = "patch: {src: index.html.patch, dest: /var/www/index.html}",
    requiredOneOf = "dest,basedir",
    notes = "Whether it is applied, and whether it can be, is asked of patch --dry-run.")
public final class Patch implements Module<Patch.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "the patch: the controller's, or the host's with remote_src",
              aliases = "patchfile")
          String src,
      @Param("directory that the names in it count from") Optional<HostPath> basedir,
      @Param(value = "the one file that is patched", aliases = "originalfile")
          Optional<HostPath> dest,
      @Param(value = "src lies on the host", def = "false") boolean remoteSrc,
      @Param(value = "whether it is to be applied", def = "present") State state,
      @Param(value = "how many slashes to strip off the names", def = "0") int strip,
      @Param(value = "keep the old files, numbered", def = "false") boolean backup,
      @Param(value = "leave ends of lines alone", def = "false") boolean binary,
      @Param(value = "blanks are no difference", def = "false") boolean ignoreWhitespace) {
    public Args {
      if (strip < 0) {
        throw new IllegalArgumentException("strip must not be negative");
      }
      if (src.isEmpty()) {
        throw new IllegalArgumentException("src must not be empty");
      }
    }

    HostPath directory() {
      return basedir.orElseGet(() -> dest.orElseThrow().parent());
    }
  }

  /** Whether a patch is to be applied. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(new Resource.Tree(args.directory()));
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("patch")).isEmpty()) {
      throw new ModuleFailure("patch is not on the host: install the package patch first");
    }
    if (args.dest().isPresent() && !host.known(new Probe.FileAt(there(args), true)).exists()) {
      throw new ModuleFailure("dest " + args.dest().get() + " doesn't exist");
    }
    if (!host.known(new Probe.FileAt(args.directory(), true)).isDirectory()) {
      throw new ModuleFailure("basedir " + args.directory() + " doesn't exist");
    }
    Blob patch = patch(args, host);
    boolean applies = args.state() == State.PRESENT;
    if (dry(args, host, patch, !applies ? List.of("--forward") : List.of("--reverse", "--force"))
        .ok()) {
      return Plan.same();
    }
    List<String> way = applies ? List.of("--forward") : List.of("--reverse", "--force");
    CommandOutput would = dry(args, host, patch, way);
    if (!would.ok()) {
      String said = (would.out() + would.err()).strip();
      return Plan.failed(said.isEmpty() ? "patch ended with status " + would.status() : said);
    }
    List<String> argv = argv(args, way);
    if (args.backup()) {
      argv.addAll(List.of("--backup", "--version-control=numbered"));
    }
    String why = (applies ? "apply the patch " : "take back the patch ") + args.src();
    return Plan.change(
        List.of(Effect.Run.of(Command.of(argv).withStdin(patch), why, mayTouch(args))),
        TaskResult.EMPTY);
  }

  /** dest counts from basedir, as patch itself has it. */
  private static HostPath there(Args args) {
    HostPath dest = args.dest().orElseThrow();
    return dest.isAbsolute() || args.basedir().isEmpty()
        ? dest
        : args.basedir().get().child(dest.text());
  }

  private static Blob patch(Args args, HostView host) {
    if (!args.remoteSrc()) {
      return host.files().read(host.files().find(ControllerFiles.Purpose.FILES, args.src()));
    }
    return host.known(Probe.ContentOf.of(HostPath.of(args.src())))
        .orElseThrow(() -> new ModuleFailure("src " + args.src() + " doesn't exist"));
  }

  private static List<String> argv(Args args, List<String> way) {
    List<String> argv = new ArrayList<>(List.of("patch", "--quiet"));
    argv.addAll(way);
    argv.add("--strip=" + args.strip());
    argv.add("--directory=" + args.directory());
    argv.add("--input=-");
    if (args.binary()) {
      argv.add("--binary");
    }
    if (args.ignoreWhitespace()) {
      argv.add("--ignore-whitespace");
    }
    argv.add("--reject-file=-");
    args.dest()
        .ifPresent(
            d ->
                argv.addAll(
                    List.of("--", args.basedir().isPresent() ? d.operand() : "./" + d.name())));
    return argv;
  }

  private static CommandOutput dry(Args args, HostView host, Blob patch, List<String> way) {
    List<String> argv = argv(args, way);
    argv.add(1, "--dry-run");
    return host.known(
        new Probe.Query(
            argv, Map.of("LC_ALL", "C"), patch, Set.of(new Resource.Tree(args.directory()))));
  }
}
