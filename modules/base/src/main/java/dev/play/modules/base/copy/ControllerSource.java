package dev.play.modules.base.copy;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Files and trees of the controller's as things to copy.
 *
 * @param decrypt send what vault files hold, not the files themselves
 * @param followLinks send what links of the controller's point to
 */
public record ControllerSource(boolean decrypt, boolean followLinks) {

  /** What a file holds. */
  public Content content(HostView host, Path file) {
    return decrypt ? host.files().content(file) : Digests.verbatim(file, host.files());
  }

  /** A file's bytes as they lie on the controller (vault files stay encrypted). */
  public static Blob verbatim(Path file) {
    try {
      return Blob.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ModuleFailure("cannot read " + file + ": " + e.getMessage());
    }
  }

  /**
   * All that is below a directory, parents first.
   *
   * @param prefix put before every path; empty, or a name that ends in {@code /}
   */
  public List<TreeCopy.Entry> entries(HostView host, Path directory, String prefix) {
    List<TreeCopy.Entry> out = new ArrayList<>();
    add(host, directory, prefix, List.of(), out);
    return out;
  }

  /**
   * @param through the directories with the links that led here
   */
  private void add(
      HostView host, Path directory, String prefix, List<Path> through, List<TreeCopy.Entry> out) {
    ControllerFiles files = host.files();
    for (String relative : topFirst(files.list(directory))) {
      Path file = directory.resolve(relative);
      String path = prefix + relative;
      if (Files.isSymbolicLink(file) && (!followLinks || leadsNowhere(file, through))) {
        out.add(new TreeCopy.Entry.Link(path, target(file)));
      } else if (Files.isSymbolicLink(file) && Files.isDirectory(file)) {
        out.add(new TreeCopy.Entry.Directory(path));
        // By another name than the link's, which a walk does not go through.
        List<Path> further = new ArrayList<>(through);
        further.add(parent(file));
        add(host, file.resolve("."), path + "/", further, out);
      } else if (Files.isDirectory(file)) {
        out.add(new TreeCopy.Entry.Directory(path));
      } else {
        out.add(
            new TreeCopy.Entry.File(
                path,
                files.mode(file),
                (placement, view, to, wanted, made) ->
                    placement.decide(
                        view, to, content(view, file), wanted, made, TaskResult.EMPTY)));
      }
    }
  }

  /** What lies in a directory before what lies in those below it. */
  private static List<String> topFirst(List<String> relative) {
    return relative.stream()
        .sorted(Comparator.comparing(path -> path.substring(0, path.lastIndexOf('/') + 1)))
        .toList();
  }

  /** To what is not there, or to a directory that it lies in, if only by way of other links. */
  private static boolean leadsNowhere(Path link, List<Path> through) {
    try {
      Path target = link.toRealPath();
      return parent(link).startsWith(target)
          || through.stream().anyMatch(directory -> directory.startsWith(target));
    } catch (IOException e) {
      return true;
    }
  }

  /** Where a link really lies. */
  private static Path parent(Path link) {
    try {
      return link.resolveSibling(".").toRealPath();
    } catch (IOException e) {
      throw new ModuleFailure("cannot find the directory of " + link + ": " + e.getMessage());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new ModuleFailure("cannot read the link " + link + ": " + e.getMessage());
    }
  }
}
