package dev.play.lint.seen;

import java.nio.file.Path;
import java.util.List;

/** A role: its directory and the YAML files in it that are read. */
public record RoleSeen(Path path, List<SourceFile> files) {
  public RoleSeen {
    files = List.copyOf(files);
  }

  public String name() {
    return path.getFileName().toString();
  }
}
