package dev.play.modules.base.file;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Directories that have to be there. */
public final class Directories {
  private Directories() {}

  /**
   * What makes a directory and its missing parents, each with the attributes asked for; nothing
   * when it is there.
   */
  public static List<Effect> missing(HostView host, HostPath directory, FileAttributes wanted) {
    List<HostPath> chain = new ArrayList<>();
    HostPath at = directory.normal();
    while (!chain.contains(at)) {
      chain.add(at);
      at = at.parent();
    }
    host.need(chain.stream().map(p -> new Probe.FileAt(p, true)).toList());
    List<HostPath> absent = new ArrayList<>();
    for (HostPath path : chain) {
      FileInfo info = host.known(new Probe.FileAt(path, true));
      if (info.isDirectory()) {
        break;
      }
      if (info.exists()) {
        throw new ModuleFailure(path + " is there but is no directory");
      }
      absent.add(path);
    }
    if (absent.isEmpty()) {
      return List.of();
    }
    Collections.reverse(absent);
    Attributes attributes = wanted.forNew(host, true);
    return absent.stream().<Effect>map(p -> new Effect.MakeDirectory(p, attributes)).toList();
  }
}
