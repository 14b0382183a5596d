package dev.play.playbook;

import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may stand after a keyword. Templates fit wherever a scalar does. */
enum KeywordType {
  TEXT("text"),
  BOOL("true or false"),
  NUMBER("a number"),
  /** A scalar, or a list of scalars. */
  TEXTS("text or a list of texts"),
  /** Expressions: a scalar, or a list of scalars. */
  CONDITION("a condition or a list of conditions"),
  DICT("a dictionary"),
  /** A dictionary, a list of dictionaries, or a template. */
  DICTS("a dictionary"),
  /** Tasks, roles, prompts: looked into by those who read them. */
  LIST("a list"),
  ANY("anything");

  private static final Set<String> BOOLEAN_WORDS =
      Set.of("yes", "no", "true", "false", "on", "off", "1", "0", "y", "n", "t", "f", "");

  private final String words;

  KeywordType(String words) {
    this.words = words;
  }

  /** As in {@code true or false}. */
  String words() {
    return words;
  }

  /** What is wrong with a value, if anything. */
  Optional<String> misfit(Node node) {
    return fits(node) ? Optional.empty() : Optional.of("must be " + words + ", not " + told(node));
  }

  private static String told(Node node) {
    return node instanceof Node.Scalar scalar && !scalar.isNull()
        ? "`" + scalar.text() + "`"
        : node.kind();
  }

  private boolean fits(Node node) {
    if (node instanceof Node.Scalar scalar && (scalar.isNull() || isTemplate(scalar))) {
      return this != LIST || scalar.isNull();
    }
    return switch (this) {
      case TEXT -> node instanceof Node.Scalar;
      case BOOL -> node instanceof Node.Scalar scalar && isBoolean(scalar);
      case NUMBER -> node instanceof Node.Scalar scalar && isNumber(scalar);
      case TEXTS, CONDITION -> node instanceof Node.Scalar || isScalars(node);
      case DICT -> node instanceof Node.Mapping;
      case DICTS ->
          switch (node) {
            case Node.Mapping m -> true;
            case Node.Sequence(var span, List<Node> items) ->
                items.stream()
                    .allMatch(
                        i ->
                            i instanceof Node.Mapping
                                || (i instanceof Node.Scalar s && (isTemplate(s) || s.isNull())));
            case Node.Scalar s -> false;
          };
      case LIST -> node instanceof Node.Sequence;
      case ANY -> true;
    };
  }

  /** Whether it is one value, which the run reads again. */
  boolean isScalar() {
    return this == BOOL || this == NUMBER;
  }

  private static boolean isScalars(Node node) {
    return node instanceof Node.Sequence(var span, List<Node> items)
        && items.stream().allMatch(Node.Scalar.class::isInstance);
  }

  static boolean isTemplate(Node.Scalar scalar) {
    return scalar.value() instanceof Value.Template
        || (scalar.value() instanceof Value.Secret(Value hidden)
            && hidden instanceof Value.Template);
  }

  private static boolean isBoolean(Node.Scalar scalar) {
    return scalar.value() instanceof Value.Bool
        || BOOLEAN_WORDS.contains(scalar.text().toLowerCase(Locale.ROOT));
  }

  private static boolean isNumber(Node.Scalar scalar) {
    return scalar.value() instanceof Value.Number
        || scalar.text().strip().matches("-?[0-9]+(\\.[0-9]+)?");
  }
}
