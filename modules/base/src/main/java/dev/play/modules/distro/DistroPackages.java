package dev.play.modules.distro;

import dev.play.module.HostView;
import dev.play.module.Plan;
import java.util.List;

/** What the module package asks of the managers here. */
public final class DistroPackages {
  /** What packages are to be. */
  public enum Wish {
    PRESENT,
    LATEST,
    ABSENT
  }

  private DistroPackages() {}

  /** By zypper. */
  public static Plan zypper(List<String> names, Wish wish, boolean refresh, HostView host) {
    Zypper.State state = Zypper.State.valueOf(wish.name());
    return new Zypper().plan(Zypper.Args.of(names, state, refresh), host);
  }

  /** By apk. */
  public static Plan apk(List<String> names, Wish wish, boolean refresh, HostView host) {
    return new Apk().plan(Apk.Args.of(names, Apk.State.valueOf(wish.name()), refresh), host);
  }

  /** By pacman. */
  public static Plan pacman(List<String> names, Wish wish, boolean refresh, HostView host) {
    Pacman.State state = Pacman.State.valueOf(wish.name());
    return new Pacman().plan(Pacman.Args.of(names, state, refresh), host);
  }
}
