package dev.play.yaml;

import dev.play.source.Span;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A text by lines, to turn SnakeYAML's marks into spans. */
final class SourceLines {
  /** An escape that nobody writes, of the length of the one that SnakeYAML does not know. */
  private static final String STAND_IN = "\\P";

  private static final String STANDS = "\u2029";
  private static final String SLASH = "\\/";

  private final String name;
  private final String text;
  private final List<String> lines;
  private final boolean replaced;

  SourceLines(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = text.lines().toList();
    this.replaced = text.contains(SLASH) && !text.contains(STAND_IN) && !text.contains(STANDS);
  }

  /** The text for SnakeYAML, which does not know YAML's {@code \/} in double quotes. */
  String parsed() {
    return replaced ? text.replace(SLASH, STAND_IN) : text;
  }

  /** What a scalar of {@link #parsed} really says. */
  String value(ScalarNode scalar) {
    return replaced
        ? scalar.getValue().replace(STANDS, "/").replace(STAND_IN, SLASH)
        : scalar.getValue();
  }

  /** A line, counted from 0; empty beyond the end. */
  String line(int index) {
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }

  int count() {
    return lines.size();
  }

  Span at(int lineIndex, int column, int length) {
    return new Span(name, lineIndex + 1, column + 1, Math.max(1, length));
  }

  Span span(Mark mark, int length) {
    return at(mark.getLine(), column(mark), length);
  }

  /** From one mark to the other, or to the end of the first line. */
  Span span(Mark start, Mark end) {
    int from = column(start);
    int to =
        end.getLine() == start.getLine()
            ? column(end)
            : line(start.getLine()).stripTrailing().length();
    return at(start.getLine(), from, to - from);
  }

  /** A mark's column in UTF-16 units, from 0: marks count code points. */
  int column(Mark mark) {
    String line = line(mark.getLine());
    int points = mark.getColumn();
    if (points >= line.length() || line.codePointCount(0, line.length()) == line.length()) {
      return points;
    }
    return line.offsetByCodePoints(0, Math.min(points, line.codePointCount(0, line.length())));
  }
}
