package dev.play.galaxy.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What versions of a collection will do: {@code *}, {@code 1.2.3}, {@code >=1.0.0,<2.0.0}, {@code
 * !=1.1.0}. Pre-releases will do only where one is named.
 */
public record VersionRange(String text, List<Bound> bounds) {
  /** Any release. */
  public static final VersionRange ANY = new VersionRange("*", List.of());

  private static final Pattern BOUND = Pattern.compile("(>=|<=|==|!=|=|>|<)?\\s*(\\S+)");

  /** One condition. */
  record Bound(String operator, ContentVersion version) {
    boolean holds(ContentVersion candidate) {
      int order = candidate.compareTo(version);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        case "!=" -> order != 0;
        default -> order == 0;
      };
    }
  }

  public VersionRange {
    bounds = List.copyOf(bounds);
  }

  /** Empty for what is none. */
  public static Optional<VersionRange> parse(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String part : text.split(",")) {
      String bound = part.strip();
      if (bound.equals("*") || bound.isEmpty()) {
        continue;
      }
      Matcher m = BOUND.matcher(bound);
      Optional<ContentVersion> version =
          m.matches() ? ContentVersion.parse(m.group(2)) : Optional.empty();
      if (version.isEmpty()) {
        return Optional.empty();
      }
      bounds.add(new Bound(m.group(1) == null ? "==" : m.group(1), version.get()));
    }
    return Optional.of(new VersionRange(text.strip(), bounds));
  }

  /** Whether a version will do. */
  public boolean holds(ContentVersion candidate) {
    boolean named =
        candidate.isRelease() || bounds.stream().anyMatch(b -> !b.version().isRelease());
    return named && bounds.stream().allMatch(bound -> bound.holds(candidate));
  }

  @Override
  public String toString() {
    return text;
  }
}
