package dev.play.template.filter;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** {@code random} and {@code shuffle}. */
public final class ChanceFilters {
  private ChanceFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("random", "start? step? seed?", ChanceFilters::random, Trait.IMPURE)
        .filter("shuffle", "seed?", ChanceFilters::shuffle, Trait.IMPURE);
  }

  private static PythonRandom seeded(Value seed) {
    return switch (seed) {
      case Value.Int i -> PythonRandom.seeded(i.value());
      case Value.Text t -> PythonRandom.seeded(t.text());
      default -> PythonRandom.seeded(PythonText.str(seed));
    };
  }

  private static LongUnaryOperator chance(Arguments a, Evaluation e) {
    if (a.has("seed")) {
      return seeded(a.value("seed"))::below;
    }
    return bound -> e.scope().lookups().random().nextLong(bound);
  }

  private static Value random(Value v, Arguments a, Evaluation e) {
    LongUnaryOperator chance = chance(a, e);
    if (v instanceof Value.Int end) {
      long start = a.integer("start", 0);
      long step = a.has("step") ? Math.max(1, a.integer("step")) : 1;
      long choices = Math.floorDiv(end.value() - start + step - 1, step);
      if (choices <= 0) {
        throw EvaluationException.of(
            "there is no number from " + start + " to below " + end.value());
      }
      return Value.of(start + step * chance.applyAsLong(choices));
    }
    if (v instanceof LongRange range && !a.has("start") && !a.has("step")) {
      return range.at(chance.applyAsLong(range.size()));
    }
    if (!(v instanceof Value.Text || v instanceof Value.Sequence || v instanceof Value.Dict)) {
      throw EvaluationException.of("random can only be used on sequences and integers");
    }
    if (a.has("start") || a.has("step")) {
      throw EvaluationException.of("start and step can only be used with integer values");
    }
    List<Value> items = Inputs.items(v);
    if (items.isEmpty()) {
      throw EvaluationException.of("there is nothing to choose from in an empty list");
    }
    return items.get((int) chance.applyAsLong(items.size()));
  }

  private static Value shuffle(Value v, Arguments a, Evaluation e) {
    if (!(v instanceof Value.Text || v instanceof Value.Sequence || v instanceof Value.Dict)) {
      return v;
    }
    List<Value> items = new ArrayList<>(Inputs.items(v));
    if (a.has("seed")) {
      seeded(a.value("seed")).shuffle(items);
    } else {
      java.util.Collections.shuffle(items, java.util.Random.from(e.scope().lookups().random()));
    }
    return new Value.Sequence(items);
  }
}
