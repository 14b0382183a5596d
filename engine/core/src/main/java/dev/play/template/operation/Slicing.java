package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Python's slices. */
public final class Slicing {
  private Slicing() {}

  public static Value slice(Value of, Value start, Value stop, Value step) {
    return switch (of) {
      case Value.Sequence s -> {
        List<Value> out = new ArrayList<>();
        for (int i : indices(s.items().size(), start, stop, step)) {
          out.add(s.items().get(i));
        }
        yield new Value.Sequence(out);
      }
      case Value.Text t -> {
        int[] points = t.text().codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i : indices(points.length, start, stop, step)) {
          out.appendCodePoint(points[i]);
        }
        yield new Value.Text(out.toString());
      }
      case Value.Undefined u -> throw Values.undefined(u);
      default -> throw EvaluationException.of("'" + Values.typeName(of) + "' cannot be sliced");
    };
  }

  private static int[] indices(int size, Value start, Value stop, Value step) {
    int by = bound(step, 1);
    if (by == 0) {
      throw EvaluationException.of("slice step cannot be zero");
    }
    int from = clamp(bound(start, by > 0 ? 0 : Integer.MAX_VALUE), size, by, start);
    int to = clamp(bound(stop, by > 0 ? Integer.MAX_VALUE : -1), size, by, stop);
    if (stop instanceof Value.None && by < 0) {
      to = -1;
    }
    List<Integer> out = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      out.add((int) i);
    }
    return out.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int clamp(int bound, int size, int by, Value given) {
    int at = bound < 0 && !(given instanceof Value.None) ? bound + size : bound;
    int lowest = by > 0 ? 0 : -1;
    int highest = by > 0 ? size : size - 1;
    return Math.max(lowest, Math.min(highest, at));
  }

  private static int bound(Value value, int otherwise) {
    return switch (value) {
      case Value.None n -> otherwise;
      case Value.Int i ->
          (int) Math.max(-Integer.MAX_VALUE / 2, Math.min(Integer.MAX_VALUE / 2, i.value()));
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value.Undefined u -> throw Values.undefined(u);
      default ->
          throw EvaluationException.of(
              "slice indices must be integers, not " + Values.typeName(value));
    };
  }
}
