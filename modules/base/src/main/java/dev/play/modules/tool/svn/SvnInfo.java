package dev.play.modules.tool.svn;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code svn info} tells of a directory.
 *
 * @param revision the one that it is at
 * @param lastChanged the revision in which something below it was changed last
 */
public record SvnInfo(String url, String revision, String lastChanged) {
  /** Reads svn's output in the locale C. */
  public static SvnInfo parse(String output) {
    Map<String, String> fields =
        output
            .lines()
            .filter(line -> line.contains(": "))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf(": ")),
                    line -> line.substring(line.indexOf(": ") + 2),
                    (first, second) -> first));
    return new SvnInfo(
        fields.getOrDefault("URL", ""),
        fields.getOrDefault("Revision", ""),
        fields.getOrDefault("Last Changed Rev", ""));
  }

  /** As tasks register it. */
  public List<String> lines() {
    return List.of("Revision: " + revision, "URL: " + url);
  }
}
