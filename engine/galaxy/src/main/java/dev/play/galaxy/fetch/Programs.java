package dev.play.galaxy.fetch;

import dev.play.transport.local.Captured;
import java.io.IOException;
import java.util.List;

/** Runs programs on the controller. */
@FunctionalInterface
public interface Programs {
  /**
   * @throws IOException when it cannot be started
   */
  Captured run(List<String> command) throws IOException;
}
