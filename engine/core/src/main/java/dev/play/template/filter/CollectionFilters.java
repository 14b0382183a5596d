package dev.play.template.filter;

import static dev.play.template.filter.Inputs.items;
import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Ansible's filters over lists: sets, zips, products. */
public final class CollectionFilters {
  private CollectionFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("flatten", "levels? skip_nulls?", CollectionFilters::flatten, Trait.STRUCTURAL)
        .filter("union", "b", (v, a, e) -> distinct(both(v, a), x -> true))
        .filter("intersect", "b", (v, a, e) -> distinct(items(v), member(items(a.value("b")))))
        .filter(
            "difference",
            "b",
            (v, a, e) -> distinct(items(v), member(items(a.value("b"))).negate()))
        .filter("symmetric_difference", "b", CollectionFilters::symmetric)
        .filter("zip", "*others strict?", (v, a, e) -> zip(v, a, false), Trait.STRUCTURAL)
        .filter("zip_longest", "*others fillvalue?", (v, a, e) -> zip(v, a, true), Trait.STRUCTURAL)
        .filter("product", "*others repeat?", CollectionFilters::product, Trait.STRUCTURAL)
        .filter(
            "permutations",
            "r?",
            (v, a, e) -> arrangements(v, a.integer("r", items(v).size()), true),
            Trait.STRUCTURAL)
        .filter(
            "combinations",
            "r",
            (v, a, e) -> arrangements(v, a.integer("r"), false),
            Trait.STRUCTURAL)
        .filter(
            "subelements",
            "subelements skip_missing?",
            CollectionFilters::subelements,
            Trait.STRUCTURAL)
        .filter(
            "extract",
            "container morekeys?",
            CollectionFilters::extract,
            Trait.STRUCTURAL,
            Trait.SEES_UNDEFINED);
  }

  private static Value flatten(Value v, Arguments a, Evaluation e) {
    List<Value> out = new ArrayList<>();
    flatten(
        v instanceof Value.Text ? List.of(v) : items(v),
        a.integer("levels", Integer.MAX_VALUE),
        a.flag("skip_nulls", true),
        out);
    return new Value.Sequence(out);
  }

  static void flatten(List<Value> items, int levels, boolean skipNulls, List<Value> out) {
    for (Value item : items) {
      boolean none =
          item instanceof Value.None
              || item instanceof Value.Text t
                  && (t.text().equals("None") || t.text().equals("null"));
      if (none && skipNulls) {
        continue;
      }
      if (item instanceof Value.Sequence s && levels > 0) {
        flatten(s.items(), levels - 1, skipNulls, out);
      } else {
        out.add(item);
      }
    }
  }

  private static List<Value> both(Value v, Arguments a) {
    List<Value> all = new ArrayList<>(items(v));
    all.addAll(items(a.value("b")));
    return all;
  }

  /** Membership, by hash for texts, by comparison for everything else. */
  private static Predicate<Value> member(List<Value> items) {
    Set<Value> texts = new HashSet<>();
    List<Value> others = new ArrayList<>();
    for (Value item : items) {
      if (item instanceof Value.Text) {
        texts.add(item);
      } else {
        others.add(item);
      }
    }
    return x ->
        x instanceof Value.Text
            ? texts.contains(x)
            : others.stream().anyMatch(o -> Comparing.equal(o, x));
  }

  private static Value distinct(List<Value> items, Predicate<Value> wanted) {
    List<Value> out = new ArrayList<>();
    Set<Value> seen = new HashSet<>();
    for (Value item : items) {
      boolean fresh =
          item instanceof Value.Text
              ? seen.add(item)
              : out.stream().noneMatch(o -> Comparing.equal(o, item));
      if (fresh && wanted.test(item)) {
        out.add(item);
      }
    }
    return new Value.Sequence(out);
  }

  private static Value symmetric(Value v, Arguments a, Evaluation e) {
    Predicate<Value> left = member(items(v));
    Predicate<Value> right = member(items(a.value("b")));
    return distinct(both(v, a), x -> left.test(x) != right.test(x));
  }

  private static Value zip(Value v, Arguments a, boolean longest) {
    List<List<Value>> lists = new ArrayList<>(List.of(items(v)));
    a.rest().forEach(other -> lists.add(items(other)));
    int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
    int size = longest ? lists.stream().mapToInt(List::size).max().orElse(0) : shortest;
    if (!longest && a.flag("strict", false) && lists.stream().anyMatch(l -> l.size() != size)) {
      throw EvaluationException.of("zip needs lists of the same length with strict=true");
    }
    Value fill = longest ? a.or("fillvalue", Value.NONE) : Value.NONE;
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Value> row = new ArrayList<>();
      for (List<Value> list : lists) {
        row.add(i < list.size() ? list.get(i) : fill);
      }
      out.add(new Value.Sequence(row));
    }
    return new Value.Sequence(out);
  }

  private static Value product(Value v, Arguments a, Evaluation e) {
    List<List<Value>> once = new ArrayList<>(List.of(items(v)));
    a.rest().forEach(other -> once.add(items(other)));
    List<List<Value>> lists = new ArrayList<>();
    for (int i = 0; i < a.integer("repeat", 1); i++) {
      lists.addAll(once);
    }
    List<List<Value>> rows = List.of(List.of());
    for (List<Value> list : lists) {
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> row : rows) {
        for (Value item : list) {
          longer.add(with(row, item));
        }
      }
      rows = longer;
    }
    return rows(rows);
  }

  private static List<Value> with(List<Value> row, Value item) {
    List<Value> longer = new ArrayList<>(row);
    longer.add(item);
    return longer;
  }

  static Value rows(List<List<Value>> rows) {
    return new Value.Sequence(rows.stream().<Value>map(Value.Sequence::new).toList());
  }

  private static Value arrangements(Value v, int size, boolean ordered) {
    List<List<Value>> out = new ArrayList<>();
    arrange(items(v), size, ordered, new ArrayList<>(), out);
    return rows(out);
  }

  private static void arrange(
      List<Value> items, int size, boolean ordered, List<Integer> chosen, List<List<Value>> out) {
    if (chosen.size() == size) {
      out.add(chosen.stream().map(items::get).toList());
      return;
    }
    int from = ordered || chosen.isEmpty() ? 0 : chosen.getLast() + 1;
    for (int i = from; i < items.size(); i++) {
      if (!chosen.contains(i)) {
        chosen.add(i);
        arrange(items, size, ordered, chosen, out);
        chosen.removeLast();
      }
    }
  }

  private static Value subelements(Value v, Arguments a, Evaluation e) {
    List<Value> elements =
        switch (v) {
          case Value.Dict d -> List.copyOf(d.entries().values());
          case Value.Sequence s -> s.items();
          default -> throw EvaluationException.of("obj must be a list of dicts or a nested dict");
        };
    return rows(subelements(elements, a.value("subelements"), a.flag("skip_missing", false)));
  }

  /** Pairs of an element and one of the items of the list that it holds under a path. */
  public static List<List<Value>> subelements(
      List<Value> elements, Value path, boolean skipMissing) {
    List<Value> steps =
        switch (path) {
          case Value.Sequence s -> s.items();
          case Value.Text t -> Value.texts(List.of(t.text().split("\\."))).items();
          default -> throw EvaluationException.of("subelements must be a list or a string");
        };
    List<List<Value>> out = new ArrayList<>();
    for (Value element : elements) {
      Value inside = element;
      for (Value step : steps) {
        inside = inside == null ? null : inDict(inside, step, skipMissing, steps);
      }
      if (inside == null) {
        continue;
      }
      if (!(Taint.known(inside) instanceof Value.Sequence list)) {
        throw EvaluationException.of(
            "the key "
                + text(steps.getLast())
                + " should point to a list, got '"
                + shown(inside)
                + "'");
      }
      list.items().forEach(item -> out.add(List.of(element, item)));
    }
    return out;
  }

  private static @org.jspecify.annotations.Nullable Value inDict(
      Value value, Value key, boolean skipMissing, List<Value> steps) {
    if (!(Taint.known(value) instanceof Value.Dict dict)) {
      if (skipMissing) {
        return null;
      }
      int at = Math.max(1, steps.indexOf(key));
      throw EvaluationException.of(
          "the key "
              + text(steps.get(at - 1))
              + " should point to a dictionary, got '"
              + shown(value)
              + "'");
    }
    Value found = dict.entries().get(key);
    if (found == null && !skipMissing) {
      throw EvaluationException.of(
          "could not find '" + text(key) + "' key in iterated item '" + shown(value) + "'");
    }
    return found;
  }

  /** A value in a message, unless it must not be told. */
  private static String shown(Value value) {
    return Taint.holdsSecret(value) ? "********" : PythonText.str(Taint.open(value));
  }

  private static Value extract(Value v, Arguments a, Evaluation e) {
    Value found = e.member(a.value("container"), v);
    Value more = a.or("morekeys", Value.NONE);
    List<Value> keys =
        more instanceof Value.Sequence s
            ? s.items()
            : more instanceof Value.None ? List.of() : List.of(more);
    for (Value key : keys) {
      found = e.member(found, key);
    }
    return found;
  }
}
