package dev.play.modules.system;

import dev.play.host.PackageManager;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.modules.redhat.Dnf;
import java.util.Locale;

/** The module package on hosts with dnf: what is its own and what all managers know. */
final class PackageByDnf {
  private PackageByDnf() {}

  static Plan of(Package.Args args, HostView host) {
    if (args.isForAptOnly()) {
      throw aptOnly(PackageManager.DNF);
    }
    boolean anything =
        !args.name().isEmpty()
            || args.updateCache().orElse(false)
            || args.autoremove().orElse(false);
    if (!anything) {
      throw new ModuleFailure("one of the following is required: name");
    }
    try {
      return new Dnf().plan(arguments(args), host);
    } catch (IllegalArgumentException wrong) {
      throw new ModuleFailure(String.valueOf(wrong.getMessage()));
    }
  }

  static ModuleFailure aptOnly(PackageManager manager) {
    return new ModuleFailure(
        "package takes only name, state and use with "
            + manager.name().toLowerCase(Locale.ROOT)
            + "; what else was given is apt's");
  }

  private static Dnf.Args arguments(Package.Args args) {
    Dnf.State state =
        switch (args.state()) {
          case PRESENT, INSTALLED -> Dnf.State.PRESENT;
          case LATEST -> Dnf.State.LATEST;
          case ABSENT, REMOVED -> Dnf.State.ABSENT;
          case BUILD_DEP, FIXED ->
              throw new ModuleFailure(
                  "this state is apt's: " + args.state().name().toLowerCase(Locale.ROOT));
        };
    return Dnf.Args.of(
        args.name(),
        state,
        args.updateCache().orElse(false),
        args.autoremove().orElse(false),
        args.allowDowngrade().orElse(false),
        args.lockTimeout().orElse(30));
  }
}
