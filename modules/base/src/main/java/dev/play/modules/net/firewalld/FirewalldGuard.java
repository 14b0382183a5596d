package dev.play.modules.net.firewalld;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Opens the host again where a change to the running firewalld has locked us out: its zones are as
 * before and it is stopped.
 */
public final class FirewalldGuard {
  private static final int SECONDS = 40;
  private static final Set<Resource> PLACES =
      Set.of(Resource.path(HostPath.of("/run/play")), Resource.tree("/run/play"));
  private static final Set<String> OPENING =
      Set.of("service", "port", "protocol", "masquerade", "forward");

  // A process of its own, which outlives the connection; whoever moves the marker first has
  // decided.
  private static final String ARM =
      """
      umask 077
      mkdir -p /run/play && cd /run/play || exit 1
      token=$$-$(date +%s)
      rm -rf firewalld.gone firewalld.zones
      [ ! -d /etc/firewalld/zones ] || cp -a /etc/firewalld/zones firewalld.zones || exit 1
      echo "$token" > firewalld.armed
      setsid /bin/sh -c '
        sleep "$1"
        [ "$(cat firewalld.armed 2>/dev/null)" = "$2" ] && mv firewalld.armed firewalld.gone || exit 0
        if [ -d firewalld.zones ]; then rm -rf /etc/firewalld/zones; mv firewalld.zones /etc/firewalld/zones; fi
        systemctl stop firewalld
      ' sh "$1" "$token" </dev/null >/dev/null 2>&1 &
      """;

  private static final String DISARM =
      """
      cd /run/play 2>/dev/null || exit 0
      if mv firewalld.armed firewalld.kept 2>/dev/null; then rm -rf firewalld.kept firewalld.zones; exit 0; fi
      [ ! -e firewalld.gone ] || {
        echo 'firewalld has been stopped and its zones are as before: no new connection came in time' >&2
        exit 1
      }
      """;

  private FirewalldGuard() {}

  /**
   * Whether a change of the running firewall may lock us out.
   *
   * @param option what is changed
   * @param added whether it is added, not removed
   */
  public static boolean isNeeded(String option, boolean added) {
    return !added || !OPENING.contains(option);
  }

  /** The changes, with the undo around them. */
  public static List<Effect> around(List<Effect> changes) {
    List<Effect> out = new ArrayList<>();
    out.add(
        Effect.Run.of(
            Command.script(ARM, Integer.toString(SECONDS)),
            "arm the undo of the change to firewalld, in " + SECONDS + " s",
            PLACES));
    out.addAll(changes);
    out.add(
        new Effect.Reconnect(
            "firewalld still lets us in; otherwise it is stopped",
            Duration.ofSeconds(SECONDS - 5),
            Duration.ZERO));
    out.add(Effect.Run.of(Command.script(DISARM), "keep the change to firewalld", PLACES));
    return out;
  }
}
