package dev.play.modules.debian;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
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
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files of packages that are put elsewhere (dpkg-divert(1)). Options and results as in {@code
 * community.general.dpkg_divert}.
 */
@ModuleDoc(
    name = "dpkg_divert",
    also = "community.general.dpkg_divert",
    summary = "Has dpkg put a package's file elsewhere.",
    example = "dpkg_divert: {path: /etc/screenrc, rename: true}")
public final class DpkgDivert implements Module<DpkgDivert.Args> {
  private static final Resource DIVERSIONS = Resource.topic("dpkg-diversions");

  /** The arguments. */
  public record Args(
      @Param(value = "the file as packages name it", aliases = "name") HostPath path,
      @Param(value = "whether it is to be diverted", def = "present") State state,
      @Param("the package whose own file stays; LOCAL for none") Optional<String> holder,
      @Param("where the file goes; .distrib is added to its name unless given")
          Optional<HostPath> divert,
      @Param(value = "move the file that is there too", def = "false") boolean rename,
      @Param(value = "replace a diversion that is another", def = "false") boolean force) {
    public Args {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("path must be absolute: '" + path + "'");
      }
    }

    String target() {
      return divert.map(HostPath::text).orElse(path.text() + ".distrib");
    }

    String by() {
      return holder.orElse("LOCAL");
    }
  }

  /** Whether a file is to be diverted. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        DIVERSIONS, Resource.path(args.path()), Resource.path(HostPath.of(args.target())));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.Query holder = ask("--listpackage", args);
    Probe.Query place = ask("--truename", args);
    host.need(List.of(holder, place));
    String by = out(host.known(holder));
    String target = out(host.known(place));
    boolean there = !by.isEmpty();
    TaskResult result =
        TaskResult.of(
            "diversion",
            Value.dictOf(
                "path",
                args.path().text(),
                "state",
                args.state() == State.PRESENT ? "present" : "absent",
                "holder",
                args.state() == State.PRESENT ? args.by() : null,
                "divert",
                args.state() == State.PRESENT ? args.target() : null));
    List<Effect> effects = new ArrayList<>();
    if (args.state() == State.ABSENT) {
      if (there) {
        other(args, by, target);
        effects.add(change(args, "--remove", List.of(), "take the diversion of "));
      }
      return Plan.change(effects, result);
    }
    boolean same =
        there && by.equals(args.by()) && (args.divert().isEmpty() || target.equals(args.target()));
    if (!same) {
      if (there) {
        other(args, by, target);
        effects.add(change(args, "--remove", List.of(), "take the diversion of "));
      }
      List<String> words = new ArrayList<>();
      words.addAll(
          args.by().equals("LOCAL") ? List.of("--local") : List.of("--package", args.by()));
      words.addAll(List.of("--divert", args.target()));
      effects.add(change(args, "--add", words, "divert "));
    }
    return Plan.change(effects, result);
  }

  /** A diversion of someone else's is touched only by force. */
  private static void other(Args args, String by, String target) {
    boolean another =
        args.holder().filter(h -> !h.equals(by)).isPresent()
            || args.divert().filter(d -> !d.text().equals(target)).isPresent();
    if (another && !args.force()) {
      throw new ModuleFailure(
          "Please, add \"force: true\" to change the diversion of "
              + args.path()
              + ": it goes to "
              + target
              + ", by "
              + by);
    }
  }

  private static Effect change(Args args, String verb, List<String> more, String why) {
    List<String> argv = new ArrayList<>(List.of("dpkg-divert"));
    argv.addAll(more);
    argv.add(args.rename() ? "--rename" : "--no-rename");
    argv.addAll(List.of(verb, args.path().text()));
    return Effect.Run.of(
        Command.of(argv),
        why + args.path(),
        Set.of(DIVERSIONS, Resource.path(args.path()), Resource.path(HostPath.of(args.target()))));
  }

  private static Probe.Query ask(String what, Args args) {
    return Probe.Query.of(
        Set.of(DIVERSIONS, Resource.PACKAGES), "dpkg-divert", what, args.path().text());
  }

  private static String out(CommandOutput output) {
    if (!output.ok()) {
      throw new ModuleFailure("dpkg-divert: " + output.err().strip());
    }
    return output.out().strip();
  }
}
