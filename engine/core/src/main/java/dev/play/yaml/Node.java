package dev.play.yaml;

import dev.play.source.Span;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/** A piece of YAML with its place. Immutable; aliases may make one node appear in two places. */
public sealed interface Node {
  Span span();

  /** How to call it in messages: {@code a list}. */
  String kind();

  /** How a scalar was written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /**
   * A scalar.
   *
   * @param span with its quotes
   * @param textSpan where its text begins, on its first line
   * @param text as read, before any typing; cipher text for {@code !vault}
   * @param value what it means: typed, a {@link Value.Template} when it holds expressions, a {@link
   *     Value.Secret} when it comes from a vault
   */
  record Scalar(Span span, Span textSpan, String text, Value value, Style style) implements Node {
    @Override
    public String kind() {
      return switch (value) {
        case Value.None n -> "nothing";
        case Value.Bool b -> "a boolean";
        case Value.Number n -> "a number";
        default -> "text";
      };
    }

    public boolean isNull() {
      return value instanceof Value.None;
    }

    /**
     * A part of this text as a scalar of its own: as secret as this one, a template if it looks so.
     */
    public Scalar part(Span place, String partText) {
      boolean data = value instanceof Value.Text && ScalarConverter.isTemplate(text);
      Value part = ScalarConverter.text(partText, place, data);
      return new Scalar(
          place,
          place,
          partText,
          value instanceof Value.Secret ? new Value.Secret(part) : part,
          style);
    }

    /** The place of a character of the text, as far as the style lets it be told. */
    public Span spanAt(int offset, int length) {
      int lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1));
      if (lineStart < 0 || offset == 0) {
        return textSpan.shifted(offset, length);
      }
      if (style != Style.LITERAL) {
        return textSpan;
      }
      int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
      return new Span(
          textSpan.file(),
          textSpan.line() + line,
          textSpan.column() + offset - lineStart - 1,
          Math.max(1, length));
    }
  }

  /** A list. */
  record Sequence(Span span, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A dictionary, merge keys already merged.
   *
   * @param entries in order, each key once: the last one given wins
   * @param overridden entries that a later one with the same key has replaced
   */
  record Mapping(Span span, List<Entry> entries, List<Entry> overridden) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
      overridden = List.copyOf(overridden);
    }

    @Override
    public String kind() {
      return "a dictionary";
    }

    /** The entry whose key has this text. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
    }

    /** The value under this key. */
    public Optional<Node> get(String key) {
      return entry(key).map(Entry::value);
    }

    public boolean has(String key) {
      return entry(key).isPresent();
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, Node value) {
    public String name() {
      return key.text();
    }
  }
}
