package dev.play.modules.net.ufw;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the host again where a change to ufw has locked us out. */
public final class UfwGuard {
  private static final int SECONDS = 40;
  private static final Set<Resource> PLACES =
      Set.of(Resource.path(HostPath.of("/run/play")), Resource.tree("/run/play"));

  // A process of its own, which outlives the connection; whoever moves the marker first has
  // decided.
  private static final String ARM =
      """
      umask 077
      mkdir -p /run/play && cd /run/play || exit 1
      token=$$-$(date +%s)
      rm -f ufw.gone
      echo "$token" > ufw.armed
      setsid /bin/sh -c '
        sleep "$1"
        [ "$(cat ufw.armed 2>/dev/null)" = "$2" ] && mv ufw.armed ufw.gone && ufw --force disable
      ' sh "$1" "$token" </dev/null >/dev/null 2>&1 &
      """;

  private static final String DISARM =
      """
      cd /run/play 2>/dev/null || exit 0
      if mv ufw.armed ufw.kept 2>/dev/null; then rm -f ufw.kept; exit 0; fi
      [ ! -e ufw.gone ] || {
        echo 'ufw has been disabled again: no new connection came in time' >&2
        exit 1
      }
      """;

  private UfwGuard() {}

  /**
   * Whether a change may lock us out.
   *
   * @param state that ufw is brought to, if any
   * @param closes whether rules or policies may close what is open
   */
  public static boolean isNeeded(boolean active, Optional<String> state, boolean closes) {
    return switch (state.orElse("")) {
      case "enabled" -> !active || closes;
      case "reloaded" -> true;
      case "" -> active && closes;
      default -> false;
    };
  }

  /** The changes, with the undo around them. */
  public static List<Effect> around(List<Effect> changes) {
    List<Effect> out = new ArrayList<>();
    out.add(
        Effect.Run.of(
            Command.script(ARM, Integer.toString(SECONDS)),
            "arm the undo of the change to ufw, in " + SECONDS + " s",
            PLACES));
    out.addAll(changes);
    out.add(
        new Effect.Reconnect(
            "ufw still lets us in; otherwise it is disabled again",
            Duration.ofSeconds(SECONDS - 5),
            Duration.ZERO));
    out.add(Effect.Run.of(Command.script(DISARM), "keep the change to ufw", PLACES));
    return out;
  }
}
