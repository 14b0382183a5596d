package dev.play.run.port;

import dev.play.connection.Become;
import dev.play.connection.Target;
import java.util.Optional;

/** How a task gets to its host, and who it becomes there. */
public record Way(Target target, Optional<Become> become) {}
