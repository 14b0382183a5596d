package dev.play.cli.start;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Prepare.java rewrites, and what it says. Its answers must not depend on it. */
public final class Sample implements Supplier<List<Object>> {
  record Every(
      boolean z,
      byte b,
      short s,
      char c,
      int i,
      long j,
      float f,
      double d,
      @Nullable String text) {}

  record None() {}

  sealed interface Shape {}

  record Dot(int x) implements Shape {}

  record Line(Dot from, Dot to) implements Shape {}

  enum Colour {
    RED,
    BLUE
  }

  private static String shape(@Nullable Shape shape) {
    return switch (shape) {
      case null -> "null";
      case Dot(int x) when x > 5 -> "far " + x;
      case Dot d -> "dot " + d.x();
      case Line(Dot(int x), Dot to) -> x + " to " + to.x();
    };
  }

  private static String any(Object value) {
    return switch (value) {
      case Colour.RED -> "red";
      case Colour c -> c.name();
      case String s when s.isEmpty() -> "empty";
      case CharSequence s -> "text " + s;
      case int[] numbers -> "numbers " + numbers.length;
      case Integer i when i > 3 -> "more";
      default -> "other";
    };
  }

  @Override
  public List<Object> get() {
    List<Every> all =
        List.of(
            new Every(true, (byte) 1, (short) 2, 'c', 4, 5L, 0.0f, Double.NaN, "t"),
            new Every(true, (byte) 1, (short) 2, 'c', 4, 5L, 0.0f, Double.NaN, "t"),
            new Every(true, (byte) 1, (short) 2, 'c', 4, 5L, -0.0f, Double.NaN, "t"),
            new Every(false, (byte) -1, (short) -2, 'd', -4, 1L << 40, 1.5f, -2.5, null));
    List<Object> said = new ArrayList<>();
    for (Every one : all) {
      said.add(one.hashCode());
      all.forEach(other -> said.add(one.equals(other)));
      said.add(one.equals((Object) "no record"));
      said.add(one.toString());
    }
    said.add(new None().hashCode());
    said.add(new None().equals(new None()));
    said.add(shape(null) + shape(new Dot(3)) + shape(new Dot(8)));
    said.add(shape(new Line(new Dot(1), new Dot(2))));
    for (Object o : List.of(Colour.RED, Colour.BLUE, "", "x", new int[2], 9, 1, List.of())) {
      said.add(any(o));
    }
    return said;
  }
}
