package dev.play.modules.database.sql;

import dev.play.host.HostPath;
import java.util.Optional;

/** How a dump is packed, as its name tells. */
record Packing(HostPath file) {
  /** The program that packs or unpacks it, if any. */
  Optional<String> program() {
    String name = file.name();
    return name.endsWith(".gz")
        ? Optional.of("gzip")
        : name.endsWith(".bz2")
            ? Optional.of("bzip2")
            : name.endsWith(".xz") ? Optional.of("xz") : Optional.empty();
  }

  /** The same as a word for a script; empty for none. */
  String word() {
    return program().orElse("");
  }
}
