package dev.play.modules.system.unit;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * sshd takes a new configuration up: unless a new log-in works then, it goes back to what {@code
 * /etc/ssh} held before this run's first change to it. The engine keeps that in {@code
 * /run/play/sshd} when it writes below {@code /etc/ssh}; where it has not, there is only the proof.
 */
final class SshdGuard {
  private static final Set<String> UNITS =
      Set.of("ssh.service", "sshd.service", "ssh.socket", "sshd.socket");
  private static final Set<String> VERBS = Set.of("restart", "reload");
  private static final int SECONDS = 40;
  private static final Set<Resource> PLACES =
      Set.of(Resource.tree("/run/play"), Resource.path(HostPath.of("/run/play")));

  // A process of its own, which outlives the connection, puts all back unless the marker is gone by
  // then.
  private static final String ARM =
      """
      [ -d /run/play/sshd ] && cd /run/play || exit 0
      umask 077
      rm -f sshd.gone
      token=$$-$(date +%s)
      echo "$token" > sshd.armed
      setsid /bin/sh -c '
        sleep "$1"
        [ "$(cat sshd.armed 2>/dev/null)" = "$2" ] && mv sshd.armed sshd.gone || exit 0
        (cd /etc/ssh && find . ! -type d) | while IFS= read -r file; do
          [ -e "sshd/$file" ] || [ -L "sshd/$file" ] || rm -f "/etc/ssh/$file"
        done
        cp -a sshd/. /etc/ssh/ && rm -rf sshd
        systemctl restart "$3"
      ' sh "$1" "$token" "$2" </dev/null >/dev/null 2>&1 &
      """;

  // Whoever moves the marker first has decided: the undo or we.
  private static final String DISARM =
      """
      cd /run/play 2>/dev/null || exit 0
      if mv sshd.armed sshd.kept 2>/dev/null; then rm -rf sshd.kept sshd; exit 0; fi
      [ ! -e sshd.gone ] || {
        echo 'the change to sshd has been taken back already: no new connection came in time' >&2
        exit 1
      }
      """;

  /** Where sshd listens by its new configuration. */
  private static final String PORTS =
      "PATH=$PATH:/usr/sbin:/sbin sshd -T 2>/dev/null | sed -n 's/^port //p'";

  private SshdGuard() {}

  /** The call itself, with an undo around it where it is sshd's. */
  static List<Effect> around(Effect.Run call, String verb, String unit) {
    if (!UNITS.contains(unit) || !VERBS.contains(verb)) {
      return List.of(call);
    }
    return List.of(
        Effect.Run.of(
            Command.script(ARM, Integer.toString(SECONDS), unit),
            "arm the undo of the change to sshd, in " + SECONDS + " s",
            PLACES),
        call,
        new Effect.Reconnect(
                "a new log-in proves sshd's change, which takes itself back otherwise",
                Duration.ofSeconds(SECONDS - 5),
                Duration.ZERO)
            .orAt(PORTS),
        Effect.Run.of(Command.script(DISARM), "keep the change to sshd", PLACES));
  }
}
