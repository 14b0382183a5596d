package dev.play.modules.containers.engine;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What /etc/os-release says (os-release(5)). */
public record OsRelease(Map<String, String> fields) {
  /** No installation of packages changes which distribution it is. */
  public static final Probe.Query PROBE =
      Probe.Query.of(Set.of(Resource.topic("os-release")), "cat", "/etc/os-release");

  /** Of a host; empty fields where it has no such file. */
  public static OsRelease of(HostView host) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : host.known(PROBE).out().split("\n")) {
      int at = line.indexOf('=');
      if (at > 0) {
        fields.put(
            line.substring(0, at), line.substring(at + 1).strip().replaceAll("^[\"']|[\"']$", ""));
      }
    }
    return new OsRelease(Map.copyOf(fields));
  }

  public String id() {
    return fields.getOrDefault("ID", "linux");
  }

  public String codename() {
    return fields.getOrDefault("VERSION_CODENAME", "");
  }

  /** The major version, 0 where there is none. */
  public int major() {
    String version = fields.getOrDefault("VERSION_ID", "0").split("\\.")[0];
    return version.matches("\\d+") ? Integer.parseInt(version) : 0;
  }

  public boolean isLike(String family) {
    return id().equals(family)
        || List.of(fields.getOrDefault("ID_LIKE", "").split(" ")).contains(family);
  }
}
