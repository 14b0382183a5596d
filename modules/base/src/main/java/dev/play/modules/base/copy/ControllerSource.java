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
    return decrypt ? host.files().content(file) : Digests.verbatim(file);
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
    add(host, directory, prefix, out);
    return out;
  }

  private void add(HostView host, Path directory, String prefix, List<TreeCopy.Entry> out) {
    ControllerFiles files = host.files();
    for (String relative : files.list(directory)) {
      Path file = directory.resolve(relative);
      String path = prefix + relative;
      if (Files.isSymbolicLink(file) && (!followLinks || leadsNowhere(file))) {
        out.add(new TreeCopy.Entry.Link(path, target(file)));
      } else if (Files.isSymbolicLink(file) && Files.isDirectory(file)) {
        out.add(new TreeCopy.Entry.Directory(path));
        // By another name than the link's, which a walk does not go through.
        add(host, file.resolve("."), path + "/", out);
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

  /** To what is not there, or to a directory that it lies in. */
  private static boolean leadsNowhere(Path link) {
    try {
      Path target = link.toRealPath();
      Path parent = link.toAbsolutePath().getParent();
      return parent != null && parent.toRealPath().startsWith(target);
    } catch (IOException e) {
      return true;
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
