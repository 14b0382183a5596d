package dev.play.modules.system;

import dev.play.host.PackageManager;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.modules.distro.DistroPackages;
import java.util.Locale;

/** The module package on hosts with zypper, apk or pacman: what all managers know. */
final class PackageByOther {
  private PackageByOther() {}

  static Plan of(Package.Args args, PackageManager manager, HostView host) {
    if (args.isForDnfToo()) {
      throw new ModuleFailure(
          "package takes only name, state, use and update_cache with "
              + manager.name().toLowerCase(Locale.ROOT)
              + "; what else was given is of other managers");
    }
    if (args.name().isEmpty()) {
      throw new ModuleFailure("one of the following is required: name");
    }
    DistroPackages.Wish wish =
        switch (args.state()) {
          case PRESENT, INSTALLED -> DistroPackages.Wish.PRESENT;
          case LATEST -> DistroPackages.Wish.LATEST;
          case ABSENT, REMOVED -> DistroPackages.Wish.ABSENT;
          case BUILD_DEP, FIXED ->
              throw new ModuleFailure(
                  "this state is apt's: " + args.state().name().toLowerCase(Locale.ROOT));
        };
    boolean refresh = args.updateCache().orElse(false);
    try {
      return switch (manager) {
        case ZYPPER -> DistroPackages.zypper(args.name(), wish, refresh, host);
        case APK -> DistroPackages.apk(args.name(), wish, refresh, host);
        case PACMAN -> DistroPackages.pacman(args.name(), wish, refresh, host);
        case YUM -> throw new ModuleFailure("yum 3 is not driven; dnf is");
        case APT, DNF, NONE -> throw new IllegalStateException("handled before");
      };
    } catch (IllegalArgumentException wrong) {
      throw new ModuleFailure(String.valueOf(wrong.getMessage()));
    }
  }
}
