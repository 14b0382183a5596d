package dev.play.galaxy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How to install.
 *
 * @param roles where roles go
 * @param collections where {@code ansible_collections} is, or will be
 * @param elsewhere where else roles may lie that others depend on
 * @param lock what was locked; empty entries where there is no lock file
 * @param force install what is there already once more
 * @param dependencies whether to install what others depend on
 * @param update look for what is newer than what is locked
 * @param frozen fail rather than change what is locked
 * @param progress told what happens, a line at a time
 */
public record Order(
    Path roles,
    Path collections,
    List<Path> elsewhere,
    LockFile lock,
    boolean force,
    boolean dependencies,
    boolean update,
    boolean frozen,
    Consumer<String> progress) {
  public Order {
    elsewhere = List.copyOf(elsewhere);
  }
}
