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
