package dev.play.playbook;

import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The keywords given at one place, their types already checked. Immutable. */
public final class KeywordMap {
  /** No keywords. */
  public static final KeywordMap NONE = new KeywordMap(Map.of());

  private final Map<Keyword, Node.Entry> given;

  KeywordMap(Map<Keyword, Node.Entry> given) {
    this.given = given.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(given));
  }

  /** What stands after the keyword; empty too where nothing (null) stands there. */
  public Optional<Node> get(Keyword keyword) {
    return Optional.ofNullable(given.get(keyword))
        .map(Node.Entry::value)
        .filter(node -> !(node instanceof Node.Scalar scalar && scalar.isNull()));
  }

  /** A keyword that takes a scalar. */
  public Optional<Node.Scalar> scalar(Keyword keyword) {
    return get(keyword).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
  }

  /** Where the keyword itself stands. */
  public Optional<Span> span(Keyword keyword) {
    return Optional.ofNullable(given.get(keyword)).map(e -> e.key().span());
  }

  /** The same with something else behind a keyword that is given. */
  public KeywordMap with(Keyword keyword, Node value) {
    Map<Keyword, Node.Entry> changed = new EnumMap<>(given);
    changed.computeIfPresent(keyword, (k, entry) -> new Node.Entry(entry.key(), value));
    return new KeywordMap(changed);
  }

  public boolean has(Keyword keyword) {
    return given.containsKey(keyword);
  }

  /** All that are given. */
  public Map<Keyword, Node.Entry> all() {
    return given;
  }
}
