package dev.play.modules.storage.disk;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.List;
import java.util.Set;

/** A device, or a file that is used as one, and what can be asked about it. */
public record BlockDevice(HostPath path, HostView host) {
  /** What file systems there are. */
  public static final Resource FILE_SYSTEMS = Resource.topic("file-systems");

  private static final String SIZE =
      "if [ -b \"$1\" ]; then blockdev --getsize64 \"$1\"; else stat -Lc %s -- \"$1\"; fi";

  // blkid(8): 2 is that nothing was found.
  private static final int NOTHING = 2;

  /** What blkid tells of what is there; empty where there is nothing that it knows. */
  public String tag(String name) {
    CommandOutput output = ask(List.of("blkid", "-p", "-o", "value", "-s", name, path.text()));
    if (!output.ok() && output.status() != NOTHING) {
      throw new ModuleFailure(
          "what is on %s cannot be told: %s".formatted(path, output.err().strip()));
    }
    return output.out().strip();
  }

  /** Whether the file system leaves room for a block and more. */
  public boolean hasSpareBlocks(FileSystemKind kind) {
    CommandOutput used = ask(List.of("/bin/sh", "-c", kind.grow(), "sh", path.text()));
    CommandOutput size = ask(List.of("/bin/sh", "-c", SIZE, "sh", path.text()));
    String[] own = used.out().strip().split(" ");
    if (!used.ok() || !size.ok() || own.length != 2) {
      throw new ModuleFailure(
          "the size of %s cannot be told: %s".formatted(path, (used.err() + size.err()).strip()));
    }
    long spare = Long.parseLong(size.out().strip()) - Long.parseLong(own[0]);
    return spare >= Long.parseLong(own[1]);
  }

  private CommandOutput ask(List<String> argv) {
    return host.known(
        Probe.Query.of(
            Set.of(
                Resource.path(path),
                FILE_SYSTEMS,
                Resource.topic("lvm"),
                Resource.topic("mounts"),
                Resource.PACKAGE_SET),
            argv));
  }
}
