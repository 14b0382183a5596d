package dev.play.modules.base.file;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides how one regular file gets its content and attributes.
 *
 * @param follow write through a symbolic link instead of replacing it
 * @param force replace a file whose content differs
 * @param backup keep what is replaced
 * @param validate a command with {@code %s} that must accept the new file
 * @param inPlace write into a file that cannot be replaced ({@code unsafe_writes})
 */
public record Placement(
    boolean follow, boolean force, boolean backup, Optional<String> validate, boolean inPlace) {
  /** Through links, replacing what differs. */
  public static final Placement PLAIN = new Placement(true, true, false, Optional.empty(), false);

  public Placement {
    if (validate.isPresent() && !validate.get().contains("%s")) {
      throw new IllegalArgumentException("validate must contain %s: " + validate.get());
    }
    if (validate.isPresent() && ShellWords.split(validate.get()).getFirst().startsWith("-")) {
      throw new IllegalArgumentException(
          "validate must begin with a program's name: " + validate.get());
    }
  }

  /**
   * What to do and what to register.
   *
   * @param written whether the content changes (as against attributes only)
   */
  public record Decision(List<Effect> effects, TaskResult values, boolean written) {}

  /** The probes that {@link #decide} will read for a path. */
  public static List<Probe<?>> probes(HostPath path) {
    return List.of(
        new Probe.FileAt(path, false), new Probe.FileAt(path, true), Probe.DigestOf.sha256(path));
  }

  /**
   * Decides for content that the controller has.
   *
   * @param parentIsPlanned the directory is made by an effect before, so it need not be there yet
   */
  public Decision decide(
      HostView host,
      HostPath path,
      Content content,
      FileAttributes wanted,
      boolean parentIsPlanned,
      TaskResult values) {
    host.need(probes(path));
    return decide(
        host,
        path,
        new Source(content.sha256(), content.size(), () -> digest(host, path)),
        wanted,
        parentIsPlanned,
        values,
        (expected, attributes) ->
            new Effect.WriteFile(path, content, expected, attributes, backup, validate, inPlace));
  }

  /**
   * Decides for a file that was read and edited.
   *
   * @param old what it held when it was read; empty where there was none
   */
  public Decision decideEdit(
      HostView host,
      HostPath path,
      Optional<Blob> old,
      Blob edited,
      FileAttributes wanted,
      boolean parentIsPlanned,
      TaskResult values) {
    return decide(
        host,
        path,
        new Source(
            edited.digest(DigestAlgorithm.SHA256),
            edited.size(),
            () -> old.map(blob -> blob.digest(DigestAlgorithm.SHA256))),
        wanted,
        parentIsPlanned,
        values,
        (expected, attributes) ->
            new Effect.WriteFile(
                path, Content.of(edited), expected, attributes, backup, validate, inPlace));
  }

  /** Decides for content that lies on the host itself. */
  public Decision decideCopy(
      HostView host,
      HostPath from,
      HostPath path,
      FileAttributes wanted,
      boolean parentIsPlanned,
      TaskResult values) {
    FileInfo source = host.known(new Probe.FileAt(from, true));
    String digest =
        host.known(Probe.DigestOf.sha256(from))
            .orElseThrow(() -> new ModuleFailure("cannot read " + from + " on the host"));
    host.need(probes(path));
    return decide(
        host,
        path,
        new Source(digest, source.size(), () -> digest(host, path)),
        wanted,
        parentIsPlanned,
        values,
        (expected, attributes) ->
            new Effect.CopyFile(from, path, expected, attributes, backup, validate, inPlace));
  }

  /** Makes the effect that writes. */
  private interface Write {
    Effect replacing(Optional<String> expected, Attributes attributes);
  }

  private static Optional<String> digest(HostView host, HostPath path) {
    return host.known(Probe.DigestOf.sha256(path));
  }

  /** What is to be there, and how to find out what is. */
  private record Source(String sha256, long size, Supplier<Optional<String>> now) {}

  private Decision decide(
      HostView host,
      HostPath path,
      Source source,
      FileAttributes wanted,
      boolean parentIsPlanned,
      TaskResult values,
      Write write) {
    host.need(List.of(new Probe.FileAt(path, false), new Probe.FileAt(path, true)));
    FileInfo own = host.known(new Probe.FileAt(path, false));
    FileInfo real = host.known(new Probe.FileAt(path, true));
    if (real.isDirectory()) {
      throw new ModuleFailure(path + " is a directory");
    }
    boolean replacesLink = own.isLink() && !follow;
    if (!real.exists() || replacesLink) {
      if (replacesLink && !force) {
        return new Decision(List.of(), values, false);
      }
      if (own.isLink() && !replacesLink) {
        Links.requireEnd(host, own);
      }
      if (!own.isLink() && !parentIsPlanned) {
        requireDirectory(host, path.parent());
      }
      List<Effect> effects = new ArrayList<>();
      if (replacesLink) {
        effects.add(new Effect.Remove(path));
      }
      Attributes attributes = wanted.forNew(host, false);
      effects.add(write.replacing(Optional.empty(), attributes));
      TaskResult result =
          FileResult.with(
              values.with("size", source.size()), host, FileInfo.absent(path), attributes, "file");
      return new Decision(effects, result, true);
    }
    return overExisting(host, real, source, wanted, values, write);
  }

  private Decision overExisting(
      HostView host,
      FileInfo real,
      Source source,
      FileAttributes wanted,
      TaskResult values,
      Write write) {
    HostPath path = real.path();
    Optional<String> now = source.now().get();
    boolean differs = !now.equals(Optional.of(source.sha256()));
    if (differs && !force) {
      TaskResult kept = values.with("msg", "file already exists");
      return new Decision(List.of(), kept, false);
    }
    if (differs && !real.isFile()) {
      throw new ModuleFailure(path + " is no regular file but a " + FileResult.stateOf(real));
    }
    Attributes changes = wanted.changes(host, real);
    TaskResult result =
        FileResult.with(
            values.with("size", differs ? source.size() : real.size()),
            host,
            real,
            changes,
            "file");
    if (differs) {
      return new Decision(List.of(write.replacing(now, changes)), result, true);
    }
    return changes.isEmpty()
        ? new Decision(List.of(), result, false)
        : new Decision(List.of(new Effect.SetAttributes(path, changes, true)), result, false);
  }

  /** Fails the task when the directory that is to hold a file is not there. */
  public static void requireDirectory(HostView host, HostPath directory) {
    FileInfo parent = host.known(new Probe.FileAt(directory, true));
    if (!parent.exists()) {
      throw new ModuleFailure("Destination directory " + directory + " does not exist");
    }
    if (!parent.isDirectory()) {
      throw new ModuleFailure("Destination directory " + directory + " is not a directory");
    }
  }
}
