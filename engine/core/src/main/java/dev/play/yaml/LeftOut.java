package dev.play.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of files that are not read: entries of lists (plays, tasks) that begin on given lines.
 * {@code PLAY_LEAVE_OUT} names them, for runs of playbooks that nobody may change and of which a
 * part cannot run here (compat/left-out): {@code FILE:FROM-TO FILE:LINE ...}.
 */
public record LeftOut(List<Lines> parts) {
  private static final String NAME = "PLAY_LEAVE_OUT";
  private static final Pattern PART = Pattern.compile("(.+):(\\d+)(?:-(\\d+))?");

  /** Lines of a file, both inclusive. */
  public record Lines(Path file, int from, int to) {}

  public LeftOut {
    parts = List.copyOf(parts);
  }

  /** As the environment says. */
  public static LeftOut from(Map<String, String> environment) {
    List<Lines> parts = new ArrayList<>();
    for (String word : environment.getOrDefault(NAME, "").strip().split("\\s+")) {
      Matcher part = PART.matcher(word);
      if (part.matches()) {
        int from = Integer.parseInt(part.group(2));
        int to = part.group(3) == null ? from : Integer.parseInt(part.group(3));
        parts.add(new Lines(Path.of(part.group(1)), from, to));
      }
    }
    return new LeftOut(parts);
  }

  /** A file without what is left out of it. */
  public YamlFile without(Path path, YamlFile file) {
    List<Lines> here = parts.stream().filter(p -> path.endsWith(p.file())).toList();
    return here.isEmpty()
        ? file
        : new YamlFile(file.name(), file.root().map(n -> without(n, here)), file.problems());
  }

  private static Node without(Node node, List<Lines> lines) {
    return switch (node) {
      case Node.Scalar scalar -> scalar;
      case Node.Sequence list ->
          new Node.Sequence(
              list.span(),
              list.items().stream()
                  .filter(item -> !isIn(item, lines))
                  .map(item -> without(item, lines))
                  .toList());
      case Node.Mapping mapping ->
          new Node.Mapping(
              mapping.span(),
              mapping.entries().stream()
                  .map(e -> new Node.Entry(e.key(), without(e.value(), lines)))
                  .toList(),
              mapping.overridden());
    };
  }

  private static boolean isIn(Node item, List<Lines> lines) {
    int line = item.span().line();
    return lines.stream().anyMatch(l -> l.from() <= line && line <= l.to());
  }
}
