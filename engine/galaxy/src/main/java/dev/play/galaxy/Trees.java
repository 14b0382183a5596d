package dev.play.galaxy;

import dev.play.galaxy.fetch.GalaxyFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Directories that come and go as a whole. */
final class Trees {
  private Trees() {}

  /** What is done to a tree before it takes its place. */
  interface Finish {
    void on(Path tree) throws IOException;
  }

  /** Puts a copy of a tree in a place: what was there is gone only when the copy is whole. */
  static void replace(Path tree, Path place, Finish finish) {
    try {
      Path parent = place.getParent();
      Files.createDirectories(parent);
      Path beside = Files.createTempDirectory(parent, ".play-galaxy-");
      try {
        Path fresh = beside.resolve("new");
        copy(tree, fresh);
        finish.on(fresh);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(place, beside.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(beside);
      }
    } catch (IOException e) {
      throw new GalaxyFailure(place + " cannot be written: " + e.getMessage());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Path real = from.toRealPath();
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (directory.endsWith(".git") && !directory.equals(real)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(real.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(real.relativize(file));
            if (!attributes.isSymbolicLink()) {
              Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            } else if (Files.exists(file)) {
              link(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }

          private void link(Path file, Path copy) throws IOException {
            Path target = Files.readSymbolicLink(file);
            if (target.isAbsolute() || !file.toRealPath().startsWith(real)) {
              throw new GalaxyFailure(file + " is a link that leads out of " + from);
            }
            Files.createSymbolicLink(copy, target);
          }
        });
  }

  /** Removes a tree, if it is there. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Work that needs a directory for a while. */
  interface Work<T> {
    T in(Path directory);
  }

  static <T> T scratch(Work<T> work) {
    try {
      Path directory = Files.createTempDirectory("play-galaxy");
      try {
        return work.in(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new GalaxyFailure("no directory to work in: " + e.getMessage());
    }
  }
}
