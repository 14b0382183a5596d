package dev.play.cloud.gce.inventory;

/** Reads the API's links: {@code https://.../compute/v1/projects/p/zones/z/instances/i}. */
final class Links {
  private Links() {}

  /** What stands last. */
  static String last(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** What stands after this word; empty where the word does not occur. */
  static String after(String link, String word) {
    String[] parts = link.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equals(word)) {
        return parts[i + 1];
      }
    }
    return "";
  }

  /** Without server and version, of which there are several for one thing. */
  static String path(String link) {
    int start = link.indexOf("projects/");
    return start < 0 ? link : link.substring(start);
  }
}
