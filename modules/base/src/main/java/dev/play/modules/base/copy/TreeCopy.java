package dev.play.modules.base.copy;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModeArgument;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Directories;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a tree of files below a directory: what is missing is made, what differs is replaced, what
 * is there besides stays.
 *
 * @param target the directory that the entries' paths are relative to
 * @param attributes owner and group of all; the mode is of directories
 * @param fileMode the mode of files
 */
public record TreeCopy(
    HostPath target,
    FileAttributes attributes,
    Optional<ModeArgument> fileMode,
    Placement placement) {

  /** One thing of the tree, by its path relative to the top. */
  public sealed interface Entry {
    String path();

    /** A directory. */
    record Directory(String path) implements Entry {}

    /** A symbolic link that stays one. */
    record Link(String path, String target) implements Entry {}

    /** A file; {@code mode} is what the source has. */
    record File(String path, int mode, Source source) implements Entry {}
  }

  /** Decides for one file, whose bytes are on the controller or on the host. */
  @FunctionalInterface
  public interface Source {
    Placement.Decision place(
        Placement placement, HostView host, HostPath path, FileAttributes wanted, boolean made);
  }

  /** What has to be done, parents first. */
  public List<Effect> effects(HostView host, List<Entry> entries) {
    List<Probe<?>> probes = new ArrayList<>();
    for (Entry entry : entries) {
      HostPath path = target.child(entry.path());
      switch (entry) {
        case Entry.Directory d -> probes.add(new Probe.FileAt(path, true));
        case Entry.Link l -> probes.add(Probe.FileAt.of(path));
        case Entry.File f -> probes.addAll(Placement.probes(path));
      }
    }
    host.need(probes);
    List<Effect> effects = new ArrayList<>(Directories.missing(host, target, attributes));
    boolean made = !effects.isEmpty();
    Set<HostPath> making = new HashSet<>();
    for (Entry entry : entries) {
      HostPath path = target.child(entry.path());
      switch (entry) {
        case Entry.Directory d -> {
          if (directory(host, path, effects)) {
            making.add(path);
          }
        }
        case Entry.Link(String name, String to) -> link(host, path, to, effects);
        case Entry.File file -> {
          FileAttributes wanted = attributes.withMode(ModeArgument.resolve(fileMode, file.mode()));
          boolean parentMade = made || making.contains(path.parent());
          effects.addAll(file.source().place(placement, host, path, wanted, parentMade).effects());
        }
      }
    }
    return effects;
  }

  /** Adds what the directory needs; whether it has to be made. */
  private boolean directory(HostView host, HostPath path, List<Effect> effects) {
    FileInfo now = host.known(new Probe.FileAt(path, true));
    if (!now.exists()) {
      effects.add(new Effect.MakeDirectory(path, attributes.forNew(host, true)));
    } else if (!now.isDirectory()) {
      throw new ModuleFailure(path + " is there but is no directory");
    } else {
      Attributes changes = attributes.changes(host, now);
      if (!changes.isEmpty()) {
        effects.add(new Effect.SetAttributes(path, changes, true));
      }
    }
    return !now.exists();
  }

  private static void link(HostView host, HostPath path, String to, List<Effect> effects) {
    FileInfo now = host.known(Probe.FileAt.of(path));
    if (now.isDirectory()) {
      throw new ModuleFailure(path + " is a directory where a link should be");
    }
    if (!now.linkTarget().equals(Optional.of(to))) {
      effects.add(new Effect.Link(path, to, true));
    }
  }

  /** The values that copying a tree registers. */
  public static TaskResult values(String source, HostPath dest) {
    return TaskResult.of("src", source, "dest", dest.text());
  }
}
