package dev.play.modules.distro.zypp;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A file {@code .repo} that tells of one repository: on the host, or at an address. */
public final class RepoFile {
  private static final String FETCH =
      """
      if command -v curl >/dev/null; then exec curl -fsSL -- "$1"; fi
      if command -v wget >/dev/null; then exec wget -q -O - -- "$1"; fi
      echo 'install curl or wget on the host to fetch files of repositories by address' >&2; exit 2
      """;

  private RepoFile() {}

  /**
   * What it tells, over what the task does.
   *
   * @throws ModuleFailure where it is not one of one repository
   */
  public static Repository read(String place, Repository task, HostView host) {
    Map<String, String> values = new HashMap<>();
    String section = "";
    for (String raw : text(place, host).lines().toList()) {
      String line = raw.strip();
      if (line.matches("\\[.+\\]")) {
        if (!section.isEmpty()) {
          throw new ModuleFailure(
              "Invalid format, .repo file contains more than one repository, expected 1");
        }
        section = line.substring(1, line.length() - 1);
      } else if (line.indexOf('=') > 0 && !line.startsWith("#")) {
        int at = line.indexOf('=');
        values.put(
            line.substring(0, at).strip().toLowerCase(Locale.ROOT), line.substring(at + 1).strip());
      }
    }
    if (section.isEmpty()) {
      throw new ModuleFailure("Invalid format, .repo file contains 0 repositories, expected 1");
    }
    String url = values.getOrDefault("baseurl", "");
    if (url.isEmpty()) {
      throw new ModuleFailure("No baseurl found in .repo file");
    }
    return new Repository(
        section,
        url,
        values.getOrDefault("name", task.name()),
        task.priority(),
        values.getOrDefault("enabled", task.enabled()),
        values.getOrDefault("autorefresh", task.autorefresh()),
        values.getOrDefault("gpgcheck", task.gpgcheck()));
  }

  private static String text(String place, HostView host) {
    if (place.matches("(?s)https?://.*")) {
      CommandOutput output =
          host.known(Probe.Query.of(Set.of(), "/bin/sh", "-c", FETCH, "sh", place));
      if (!output.ok()) {
        throw new ModuleFailure(
            "Error downloading .repo file from provided URL: " + output.err().strip());
      }
      return output.out();
    }
    return host.known(Probe.ContentOf.of(HostPath.of(place)))
        .map(Blob::text)
        .orElseThrow(() -> new ModuleFailure("Error opening .repo file from provided path"));
  }
}
