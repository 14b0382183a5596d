package dev.play.cloud.gce.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the paths of Google's APIs say to a person. */
final class Paths {
  private static final Pattern PROJECT = Pattern.compile("/projects/([^/?]+)");
  private static final Pattern PLURAL = Pattern.compile("(?<=[a-z])(ses|s)$");

  private Paths() {}

  /** The project in a path; empty where there is none. */
  static String project(String path) {
    Matcher project = PROJECT.matcher(path);
    return project.find() ? project.group(1) : "";
  }

  /** What stands behind a word; empty where that is not there. */
  static String after(String path, String word) {
    Matcher found = Pattern.compile("/" + Pattern.quote(word) + "/([^/?]+)").matcher(path);
    return found.find() ? found.group(1) : "";
  }

  /** {@code /compute/v1/projects/p/zones/z/instances/i} is "the instance i of p (z)". */
  static String inWords(String path) {
    String[] parts = path.replaceFirst("\\?.*", "").split("/");
    if (parts.length < 4) {
      return path;
    }
    String kind =
        PLURAL
            .matcher(parts[parts.length - 2])
            .replaceFirst(m -> m.group().equals("ses") ? "s" : "");
    List<String> where = new ArrayList<>();
    for (int i = 0; i + 2 < parts.length - 1; i++) {
      if (parts[i].matches("zones|regions|locations|clusters|managedZones")) {
        where.add(parts[i + 1]);
      }
    }
    String project = project(path);
    return "the "
        + kind.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT)
        + " "
        + parts[parts.length - 1]
        + (project.isEmpty() ? "" : " of project " + project)
        + (where.isEmpty() ? "" : " (" + String.join(", ", where) + ")");
  }
}
