package dev.play.lint.seen;

import dev.play.playbook.KeywordMap;
import dev.play.yaml.Node;
import java.util.List;

/**
 * A play, block or task, as far as they are alike.
 *
 * @param raw as written
 * @param around the keywords of what is around it, outermost first
 */
public record ScopeSeen(
    Kind kind, KeywordMap keywords, Node.Mapping raw, SourceFile file, List<KeywordMap> around) {
  /** What it is. */
  public enum Kind {
    PLAY,
    BLOCK,
    TASK
  }

  public ScopeSeen {
    around = List.copyOf(around);
  }

  /** The last line that something of it begins on. */
  public int lastLine() {
    return Scalars.withKeysIn(raw).stream()
        .mapToInt(scalar -> scalar.span().line())
        .max()
        .orElse(raw.span().line());
  }
}
