package dev.play.modules.machine.config;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import java.util.List;
import java.util.Optional;

/**
 * A file of lines as it is on a host.
 *
 * @param digest of what it holds; empty where there is none
 */
public record TextFile(HostPath path, String text, Optional<String> digest) {
  /** Reads it. */
  public static TextFile at(HostPath path, HostView host) {
    Optional<Blob> content = host.known(Probe.ContentOf.of(path));
    return new TextFile(
        path,
        content.map(Blob::text).orElse(""),
        content.map(b -> b.digest(DigestAlgorithm.SHA256)));
  }

  public boolean exists() {
    return digest.isPresent();
  }

  public List<String> lines() {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }

  /** Lines with their ends. */
  public static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Makes it hold these lines. */
  public Effect write(List<String> lines, boolean backup) {
    return new Effect.WriteFile(
        path,
        Content.of(joined(lines)),
        digest,
        exists() ? Attributes.NONE : Attributes.mode(0644),
        backup && exists(),
        Optional.empty(),
        false);
  }
}
