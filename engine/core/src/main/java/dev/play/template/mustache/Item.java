package dev.play.template.mustache;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.Optional;

/** What a section stands on, within one rendering. */
record Item(Value value, Rendering rendering) {
  /** One rendering: where values come from, and whether any was secret. */
  static final class Rendering {
    private final Evaluation evaluation;
    private boolean secret;

    Rendering(Evaluation evaluation) {
      this.evaluation = evaluation;
    }

    boolean secret() {
      return secret;
    }

    /** The variable of that name, if anybody defines it. */
    Optional<Item> variable(String name) {
      return item(evaluation.variable(name));
    }

    private Optional<Item> item(Value value) {
      if (Taint.holdsSecret(value)) {
        secret = true;
        evaluation.tellParts(evaluation.resolve(value));
      }
      Value known = Taint.known(evaluation.resolve(Taint.surface(value)));
      return known instanceof Value.Undefined
          ? Optional.empty()
          : Optional.of(new Item(known, this));
    }
  }

  Item of(Value other) {
    return rendering
        .item(other)
        .orElseThrow(() -> EvaluationException.of("an item of a list is undefined"));
  }

  /** What it has under a name: only dictionaries and lists have anything. */
  Optional<Item> member(String name) {
    return switch (value) {
      case Value.Dict d -> d.get(name).flatMap(rendering::item);
      case LazyDict l ->
          l.get(new Value.Text(name)).isPresent()
              ? rendering.item(rendering.evaluation.member(l, new Value.Text(name)))
              : Optional.empty();
      case Value.Sequence s when name.matches("[0-9]{1,6}") ->
          Integer.parseInt(name) < s.items().size()
              ? rendering.item(s.items().get(Integer.parseInt(name)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Mustache's truth: zero holds, empty texts and lists do not. */
  boolean holds() {
    return switch (value) {
      case Value.None n -> false;
      case Value.Bool b -> b.value();
      case Value.Text t -> !t.text().isEmpty();
      case Value.Sequence s -> !s.items().isEmpty();
      default -> true;
    };
  }

  /** As it is put out: {@code true}, not {@code True}; nothing for none. */
  String text() {
    return switch (value) {
      case Value.None n -> "";
      case Value.Bool b -> Boolean.toString(b.value());
      case Value.Text t -> t.text();
      case Value.Number n -> PythonText.str(n);
      default ->
          throw EvaluationException.of(
              "a " + Values.typeName(value) + " cannot be put out as text",
              "loop over it by a section, or name one of its members");
    };
  }
}
