package dev.play.inventory;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code --limit} gives: patterns, and {@code @FILE} with one pattern a line. */
public final class HostLimit {
  private HostLimit() {}

  /**
   * The pattern that a limit means; nothing when there is no limit. Files that cannot be read,
   * parts that mean no host and a limit that leaves no host are mistakes: a slip here must not end
   * in work on nothing, or on everything.
   */
  public static Optional<HostPattern> read(
      Optional<String> limit, Path directory, Inventory inventory, Diagnostics problems) {
    if (limit.isEmpty() || limit.get().isBlank()) {
      return Optional.empty();
    }
    Span span = Span.none("--limit " + limit.get());
    List<String> texts = new ArrayList<>();
    for (String part : limit.get().split(",")) {
      if (part.strip().startsWith("@")) {
        texts.addAll(lines(directory.resolve(part.strip().substring(1)), span, problems));
      } else {
        texts.add(part);
      }
    }
    if (texts.stream().allMatch(String::isBlank)) {
      return Optional.empty();
    }
    try {
      HostPattern pattern = HostPattern.of(texts);
      HostPattern.Selection selection = pattern.in(inventory);
      for (String part : selection.unmatched()) {
        problems.error(
            span,
            "no host or group matches '" + part + "'",
            "`play inventory --graph` shows which there are");
      }
      if (selection.hosts().isEmpty() && selection.unmatched().isEmpty()) {
        problems.error(
            span,
            "Specified inventory, host pattern and/or --limit leaves us with no hosts to target.",
            "this limit leaves no hosts");
      }
      return Optional.of(pattern);
    } catch (HostPattern.Mistake mistake) {
      problems.error(span, mistake.message());
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file, Span span, Diagnostics problems) {
    if (Files.isDirectory(file)) {
      problems.error(span, "Unable to find limit file " + file + ": it must be a file");
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      problems.error(span, "the file " + file + " cannot be read");
      return List.of();
    }
  }
}
