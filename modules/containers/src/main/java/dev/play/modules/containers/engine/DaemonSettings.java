package dev.play.modules.containers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's settings file, daemon.json (dockerd(8)). */
public final class DaemonSettings {
  private static final HostPath FILE = HostPath.of("/etc/docker/daemon.json");

  /** What it holds. */
  public static final Probe.ContentOf PROBE = Probe.ContentOf.of(FILE);

  // dockerd checks its own file where it is new enough to know how (23). An older one reads it
  // before it makes its file of the process id, and ends there where it cannot: in /proc.
  private static final String VALIDATE =
      "/bin/sh -c 'command -v dockerd >/dev/null || exit 0;"
          + " if dockerd --help 2>/dev/null | grep -q -e --validate;"
          + " then exec dockerd --validate --config-file \"$1\"; fi;"
          + " said=$(timeout 20 dockerd --config-file \"$1\" --pidfile /proc/play/pid 2>&1);"
          + " case $said in *\"both as a flag\"*) ;; *\"unable to configure the Docker daemon\"*)"
          + " echo \"$said\" >&2; exit 1 ;; esac' sh %s";

  private DaemonSettings() {}

  /**
   * Writes it where it says something else; formatting does not count.
   *
   * @param options what it is to hold; nothing is done when empty
   * @return whether it is written
   */
  public static boolean plan(
      Optional<Map<String, Value>> options, HostView host, List<Effect> effects) {
    if (options.isEmpty()) {
      return false;
    }
    JsonNode wanted = Json.tree(options.get());
    Optional<Blob> old = host.known(PROBE);
    if (old.isPresent()
        && !old.get().text().isBlank()
        && Json.read(old.get().text(), FILE.text()).equals(wanted)) {
      return false;
    }
    if (old.isEmpty() && wanted.isEmpty()) {
      return false;
    }
    HostPath directory = FILE.parent();
    if (!host.known(Probe.FileAt.of(directory)).exists()) {
      effects.add(new Effect.MakeDirectory(directory, Attributes.mode(0755)));
    }
    effects.add(
        new Effect.WriteFile(
            FILE,
            Content.of(Json.pretty(wanted)),
            old.map(b -> b.digest(DigestAlgorithm.SHA256)),
            old.isEmpty() ? Attributes.mode(0644) : Attributes.NONE,
            false,
            Optional.of(VALIDATE),
            false));
    return true;
  }
}
