package dev.play.modules.debian;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What dpkg is to do with a package (dpkg(1), {@code --set-selections}). Options and results as in
 * {@code ansible.builtin.dpkg_selections}.
 */
@ModuleDoc(
    name = "dpkg_selections",
    also = "ansible.builtin.dpkg_selections",
    summary = "Holds a package at its version, and lets it go again.",
    example = "dpkg_selections: {name: nginx, selection: hold}")
public final class DpkgSelections implements Module<DpkgSelections.Args> {
  /** The arguments. */
  public record Args(
      @Param("the package") String name, @Param("what is to be done") Selection selection) {
    public Args {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9.+:-]*")) {
        throw new IllegalArgumentException("not a package's name: '" + name + "'");
      }
    }
  }

  /** dpkg's selections. */
  public enum Selection {
    INSTALL,
    HOLD,
    DEINSTALL,
    PURGE
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    // What apt would do with all packages hangs on it, too.
    return Set.of(Resource.ofPackage(args.name()), Resource.PACKAGE_SET);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.Query query =
        Probe.Query.of(
            Set.of(Resource.PACKAGES, Resource.PACKAGE_SET, Resource.ofPackage(args.name())),
            "dpkg",
            "--get-selections",
            args.name());
    CommandOutput told = host.known(query);
    if (!told.ok()) {
      throw new ModuleFailure("dpkg cannot tell its selections: " + told.err().strip());
    }
    if (told.out().isBlank()) {
      throw new ModuleFailure(
          "Failed to find package '"
              + args.name()
              + "' to perform selection '"
              + args.selection().name().toLowerCase(Locale.ROOT)
              + "'.");
    }
    String[] words = told.out().strip().split("\\s+");
    String before = words[words.length - 1];
    String after = args.selection().name().toLowerCase(Locale.ROOT);
    TaskResult result = TaskResult.of("before", before, "after", after);
    if (before.equals(after)) {
      return Plan.same(result);
    }
    Command command =
        Command.of("dpkg", "--set-selections").withStdin(Blob.of(args.name() + " " + after + "\n"));
    return Plan.change(
        List.of(Effect.Run.of(command, "select " + after + " for " + args.name(), mayTouch(args))),
        result);
  }
}
