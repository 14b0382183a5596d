package dev.play.modules.machine.packing;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.modules.base.edit.EncodedText;
import dev.play.modules.base.text.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes into an archive.
 *
 * @param expanded the paths asked for, with patterns replaced by what fits them
 * @param excluded likewise those left out
 * @param paths what is left, in order
 * @param patterns whether one of them was a pattern
 */
public record Sources(
    List<String> expanded, List<String> excluded, List<String> paths, boolean patterns) {
  private static final EncodedText NAMES = new EncodedText(StandardCharsets.UTF_8);

  // Only the pattern's own signs are read: an expansion is not read again.
  private static final String EXPAND =
      "IFS=; for p in $1; do if [ -e \"$p\" ] || [ -L \"$p\" ]; then printf '%s\\0' \"$p\"; fi; done";

  /** Finds them. */
  public static Sources of(HostView host, List<String> asked, List<String> without) {
    List<String> expanded = expanded(host, asked);
    List<String> excluded = expanded(host, without);
    TreeSet<String> left = new TreeSet<>(expanded);
    excluded.forEach(left::remove);
    return new Sources(
        expanded, excluded, List.copyOf(left), asked.stream().anyMatch(Sources::isPattern));
  }

  private static boolean isPattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
  }

  private static List<String> expanded(HostView host, List<String> asked) {
    List<String> out = new ArrayList<>();
    for (String path : asked) {
      if (!isPattern(path)) {
        out.add(HostPath.of(path).normal().text());
        continue;
      }
      String fixed = path.substring(0, path.replace('?', '*').indexOf('*'));
      String above = fixed.contains("/") ? fixed.substring(0, fixed.lastIndexOf('/') + 1) : ".";
      Probe.Query query =
          Probe.Query.of(Set.of(Resource.tree(above)), "/bin/sh", "-c", EXPAND, "sh", path);
      for (String found : NAMES.decode(host.known(query).stdout().bytes()).split("\0")) {
        if (!found.isEmpty()) {
          out.add(HostPath.of(found).normal().text());
        }
      }
    }
    return out;
  }

  /** The directory that all of them lie in, with a slash at its end. */
  public String root() {
    String common = paths.getFirst();
    for (String path : paths) {
      int i = 0;
      while (i < Math.min(common.length(), path.length()) && common.charAt(i) == path.charAt(i)) {
        i++;
      }
      common = common.substring(0, i);
    }
    return common.substring(0, common.lastIndexOf('/') + 1);
  }

  /** What is there of them, by path; what is not there is left out. */
  public Map<String, FileInfo> there(HostView host) {
    host.need(paths.stream().map(p -> Probe.FileAt.of(HostPath.of(p))).toList());
    Map<String, FileInfo> out = new LinkedHashMap<>();
    for (String path : paths) {
      FileInfo info = host.known(Probe.FileAt.of(HostPath.of(path)));
      if (info.exists()) {
        out.put(path, info);
      }
    }
    return out;
  }

  /**
   * All that goes in, relative to the root, in order.
   *
   * @param without patterns of what does not, below the paths, too
   * @param dest the archive itself, which does not either
   */
  public List<String> members(HostView host, List<String> without, HostPath dest) {
    String root = root();
    TreeSet<String> out = new TreeSet<>();
    there(host)
        .forEach(
            (path, info) -> {
              if (info.isDirectory()) {
                for (FileInfo below :
                    host.known(new Probe.TreeAt(HostPath.of(path), Integer.MAX_VALUE))) {
                  add(out, below, root, without, dest);
                }
              } else {
                add(out, info, root, without, dest);
              }
            });
    return List.copyOf(out);
  }

  private static void add(
      Set<String> out, FileInfo info, String root, List<String> without, HostPath dest) {
    String path = info.path().text();
    String name = path.startsWith(root) ? path.substring(root.length()) : path;
    boolean left = without.stream().anyMatch(p -> Glob.matches(p, path) || Glob.matches(p, name));
    if (!left && !path.equals(dest.normal().text()) && !name.isEmpty()) {
      if (name.indexOf('\n') >= 0) {
        throw new ModuleFailure("a name with a line break is not packed: " + path);
      }
      out.add(name);
    }
  }

  /** A plan and, after it, the removal of what is there. */
  public Plan removedAfter(Plan plan, HostView host) {
    List<Effect> all = new ArrayList<>();
    if (plan instanceof Plan.Change change) {
      all.addAll(change.effects());
    }
    there(host).values().forEach(i -> all.add(new Effect.Remove(i.path())));
    return switch (plan) {
      case Plan.Same same -> Plan.change(all, same.result());
      case Plan.Change change ->
          new Plan.Change(
              all, change.result(), change.needsOutput(), change.mayFollow(), change.diff());
      case Plan.Perhaps other -> other;
      case Plan.Unknown other -> other;
      case Plan.Failed other -> other;
      case Plan.Skipped other -> other;
    };
  }
}
