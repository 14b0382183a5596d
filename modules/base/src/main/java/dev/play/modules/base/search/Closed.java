package dev.play.modules.base.search;

import dev.play.host.FileInfo;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Directories whose entries the task's user may not see. */
public final class Closed {
  private static final String TELL =
      "i=0; for d; do [ -r \"$d\" ] && [ -x \"$d\" ] || echo $i; i=$((i + 1)); done";

  private Closed() {}

  /** Those among what was found, by their paths, each with the reason. */
  public static Map<String, String> among(HostView host, List<FileInfo> found) {
    List<String> doubtful =
        found.stream()
            .filter(i -> i.isDirectory() && (i.mode() & 0555) != 0555)
            .map(i -> i.path().text())
            .toList();
    if (doubtful.isEmpty()) {
      return Map.of();
    }
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", TELL, "sh"));
    argv.addAll(doubtful);
    Set<Resource> about = doubtful.stream().map(Resource::tree).collect(Collectors.toSet());
    String answer = host.known(Probe.Query.of(about, argv.toArray(String[]::new))).out();
    Map<String, String> out = new LinkedHashMap<>();
    answer
        .lines()
        .map(i -> doubtful.get(Integer.parseInt(i)))
        .forEach(d -> out.put(d, "[Errno 13] Permission denied: b'" + d + "'"));
    return out;
  }
}
