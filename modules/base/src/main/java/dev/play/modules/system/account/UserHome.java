package dev.play.modules.system.account;

import dev.play.host.Account;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.modules.system.User;
import java.util.Optional;
import java.util.Set;

/** The home directory of a user who is there but has none. */
final class UserHome {
  // A skeleton that is no directory (/dev/null) means an empty home.
  private static final String MAKE =
      """
      home=$1 owner=$2 skeleton=$3 umask=$4 mode=
      above=$(dirname -- "$home"; echo x)
      mkdir -p -- "${above%?x}" || exit 1
      if [ -d "$skeleton" ]; then cp -r -- "$skeleton" "$home"; else mkdir -- "$home"; fi || exit 1
      if [ -z "$umask" ]; then
        mode=$(sed -n 's/^[[:space:]]*HOME_MODE[[:space:]]\\{1,\\}\\([0-7]*\\).*/\\1/p' /etc/login.defs 2>/dev/null)
        umask=$(sed -n 's/^[[:space:]]*UMASK[[:space:]]\\{1,\\}\\([0-7]*\\).*/\\1/p' /etc/login.defs 2>/dev/null)
      fi
      [ -n "$mode" ] || mode=$(printf '%o' $(( 0777 & ~ 0${umask:-22} )))
      chown -R -h -- "$owner" "$home" && chmod "$mode" -- "$home"
      """;

  private UserHome() {}

  /** A leading ~ is the home of whoever is logged in, as in any path. */
  static String expanded(String path, HostView host) {
    if (!path.startsWith("~/")) {
      return path;
    }
    Probe.Query home = Probe.Query.of(Set.of(), "/bin/sh", "-c", "printf %s ~");
    return host.known(home).out() + path.substring(1);
  }

  static Optional<Effect> effect(User.Args args, HostView host, Account account, String home) {
    if (!args.createHome()
        || args.moveHome()
        || host.known(Probe.FileAt.of(HostPath.of(home))).exists()) {
      return Optional.empty();
    }
    String owner = args.uid().orElse(account.uid()) + ":" + account.gid();
    return Optional.of(
        Effect.Run.of(
            Command.script(
                MAKE, home, owner, args.skeleton().orElse("/etc/skel"), args.umask().orElse("")),
            "make the home directory " + home,
            Set.of(Resource.tree(home))));
  }
}
