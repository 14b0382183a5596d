package dev.play.modules.base.edit;

import dev.play.host.Blob;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Directories;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text file as it was read.
 *
 * @param old what it holds; empty where there is no such file
 */
public record TextFile(HostPath path, Optional<Blob> old) {

  /**
   * Reads it.
   *
   * @throws ModuleFailure when it is a directory
   */
  public static TextFile read(HostView host, HostPath path) {
    Probe.FileAt own = Probe.FileAt.of(path);
    Probe.FileAt real = new Probe.FileAt(path, true);
    Probe.ContentOf content = Probe.ContentOf.of(path);
    host.need(List.of(own, real, content));
    FileInfo info = host.known(real);
    if (info.isDirectory()) {
      throw new ModuleFailure("Path " + path + " is a directory !");
    }
    return new TextFile(path, host.known(content));
  }

  public boolean exists() {
    return old.isPresent();
  }

  /** Its text, one char a byte; empty where there is no file. */
  public String bytes() {
    return old.map(b -> new String(b.bytes(), StandardCharsets.ISO_8859_1)).orElse("");
  }

  /** Its lines with their newlines, one char a byte. */
  public List<String> lines() {
    return split(bytes());
  }

  /** A text cut after each newline. */
  public static List<String> split(String text) {
    List<String> out = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end + 1;
      out.add(text.substring(from, to));
      from = to;
    }
    return out;
  }

  /** A line without the newline characters at its end. */
  public static String bare(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Plans that it holds this, one char a byte, with these attributes. */
  public Plan become(
      HostView host, String bytes, FileAttributes wanted, Placement placement, TaskResult values) {
    List<Effect> effects = new ArrayList<>();
    if (!exists()) {
      effects.addAll(Directories.missing(host, path.parent(), FileAttributes.NONE));
    }
    Placement.Decision decision =
        placement.decideEdit(
            host,
            path,
            old,
            Blob.of(bytes.getBytes(StandardCharsets.ISO_8859_1)),
            wanted,
            !effects.isEmpty(),
            values);
    effects.addAll(decision.effects());
    return FileResult.plan(effects, decision.values());
  }

  /** The same, with a message that also tells of attributes, as Ansible's modules for text do. */
  public Plan becomeTelling(
      HostView host, String bytes, FileAttributes wanted, Placement placement, TaskResult values) {
    return switch (become(host, bytes, wanted, placement, values)) {
      case Plan.Change change when change.effects().stream().anyMatch(TextFile::setsAttributes) ->
          new Plan.Change(
              change.effects(),
              outcomes -> telling(change.result().apply(outcomes)),
              change.needsOutput(),
              change.mayFollow(),
              change.diff());
      case Plan other -> other;
    };
  }

  private static boolean setsAttributes(Effect effect) {
    return effect instanceof Effect.SetAttributes
        || (effect instanceof Effect.WriteFile write && !write.attributes().isEmpty());
  }

  private static TaskResult telling(TaskResult result) {
    String message =
        result
            .values()
            .get("msg")
            .filter(Value.Text.class::isInstance)
            .map(ValueText::plain)
            .orElse("");
    return result.with(
        "msg",
        (message.isEmpty() ? "" : message + " and ")
            + "ownership, perms or SE linux context changed");
  }
}
