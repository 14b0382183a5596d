package dev.play.modules.system.repository;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.modules.system.apt.AptGet;
import dev.play.modules.system.apt.AptLists;
import java.util.List;
import java.util.Optional;

/** A file below /etc/apt/sources.list.d: its name and how it is written. */
public final class SourcesFile {
  /** Where such files are. */
  public static final HostPath DIRECTORY = HostPath.of("/etc/apt/sources.list.d");

  private SourcesFile() {}

  /** A file name out of any text: letters, digits, dots, hyphens and underscores stay. */
  public static String safeName(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9.-]+", "_").replaceAll("^[_.-]+|_+$", "");
    return plain.isEmpty() ? "repository" : plain;
  }

  /** Puts the text in place. */
  public static Effect write(HostPath path, String text, Optional<Blob> old, int mode) {
    return new Effect.WriteFile(
        path,
        Content.of(text),
        old.map(b -> b.digest(DigestAlgorithm.SHA256)),
        old.isEmpty() ? Attributes.mode(mode) : Attributes.NONE,
        false,
        Optional.empty(),
        false);
  }

  /** Fetches the lists of what has been added. */
  public static Effect refresh(HostView host, int retries, int longestPause) {
    host.need(AptLists.probes());
    return AptLists.refresh(host, AptGet.with(60, List.of(), List.of()), retries, longestPause);
  }
}
