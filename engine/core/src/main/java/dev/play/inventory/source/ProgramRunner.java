package dev.play.inventory.source;

import java.nio.file.Path;
import java.util.List;

/** Runs a program on the controller, for executable inventories. */
@FunctionalInterface
public interface ProgramRunner {
  /**
   * How it ended.
   *
   * @param status its exit status; 127 where it could not be started, {@code stderr} says why
   */
  record Ended(int status, String stdout, String stderr) {}

  /**
   * @param directory where it runs
   */
  Ended run(List<String> command, Path directory);
}
