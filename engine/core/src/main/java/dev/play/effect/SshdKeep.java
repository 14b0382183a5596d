package dev.play.effect;

import dev.play.host.HostPath;

/**
 * Keeps what {@code /etc/ssh} held before a change to it, in {@code /run/play/sshd}: what sshd goes
 * back to where it lets nobody in any more afterwards. A copy of the last hour is taken for this
 * run's own; it is gone as soon as a log-in has proved the change.
 */
final class SshdKeep {
  private static final String KEEP =
      """
      (umask 077; mkdir -p /run/play && cd /run/play || exit
      [ -z "$(find sshd -maxdepth 0 -mmin -60 2>/dev/null)" ] || exit
      rm -rf sshd && cp -a /etc/ssh sshd.$$ && touch sshd.$$ && mv sshd.$$ sshd) >/dev/null 2>&1
      """;

  private SshdKeep() {}

  /** What to do before {@code path} is changed; nothing unless it is sshd's. */
  static String before(HostPath path) {
    return path.normal().text().startsWith("/etc/ssh/") ? KEEP : "";
  }
}
