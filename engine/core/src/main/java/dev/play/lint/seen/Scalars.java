package dev.play.lint.seen;

import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;

/** The scalars of a piece of YAML. */
public final class Scalars {
  private Scalars() {}

  /** All values, not keys. */
  public static List<Node.Scalar> in(Node node) {
    List<Node.Scalar> found = new ArrayList<>();
    collect(node, false, found);
    return found;
  }

  /** Values and keys. */
  public static List<Node.Scalar> withKeysIn(Node node) {
    List<Node.Scalar> found = new ArrayList<>();
    collect(node, true, found);
    return found;
  }

  private static void collect(Node node, boolean keys, List<Node.Scalar> found) {
    switch (node) {
      case Node.Scalar scalar -> found.add(scalar);
      case Node.Sequence(Span span, List<Node> items) ->
          items.forEach(item -> collect(item, keys, found));
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries()) {
          if (keys) {
            found.add(entry.key());
          }
          collect(entry.value(), keys, found);
        }
      }
    }
  }

  /** A text, or the texts of a list. */
  public static List<Node.Scalar> texts(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.isNull() -> List.of();
      case Node.Scalar scalar -> List.of(scalar);
      case Node.Sequence(Span span, List<Node> items) ->
          items.stream()
              .filter(Node.Scalar.class::isInstance)
              .map(Node.Scalar.class::cast)
              .toList();
      case Node.Mapping mapping -> List.of();
    };
  }

  public static boolean isTemplate(Node.Scalar scalar) {
    return scalar.value() instanceof Value.Template;
  }
}
