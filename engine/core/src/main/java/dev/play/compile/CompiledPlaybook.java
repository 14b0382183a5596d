package dev.play.compile;

import java.nio.file.Path;
import java.util.List;

/** All plays of one run, in order; imported playbooks expanded. */
public record CompiledPlaybook(Path file, List<CompiledPlay> plays) {
  public CompiledPlaybook {
    plays = List.copyOf(plays);
  }
}
