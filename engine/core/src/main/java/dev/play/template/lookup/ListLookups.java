package dev.play.template.lookup;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.CollectionFilters;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Lookups that rearrange what they are given; {@code with_items} and its kin. */
public final class ListLookups {
  private ListLookups() {}

  public static void register(Library.Builder library) {
    library
        .lookup("items", "", (terms, o, e) -> flattened(terms, 1), Trait.STRUCTURAL)
        .lookup("list", "", (terms, o, e) -> terms, Trait.STRUCTURAL)
        .lookup(
            "flattened", "", (terms, o, e) -> flattened(terms, Integer.MAX_VALUE), Trait.STRUCTURAL)
        .lookup("indexed_items", "", (terms, o, e) -> indexed(terms), Trait.STRUCTURAL)
        .lookup("dict", "", (terms, o, e) -> dict(terms, e), Trait.STRUCTURAL)
        .lookup("nested cartesian", "", (terms, o, e) -> nested(terms), Trait.STRUCTURAL)
        .lookup("together", "", (terms, o, e) -> together(terms), Trait.STRUCTURAL)
        .lookup("subelements", "", (terms, o, e) -> subelements(terms), Trait.STRUCTURAL)
        .lookup("sequence", "start? end? count? stride? format?", Sequences::run)
        .lookup("random_choice", "", ListLookups::choice)
        .lookup("inventory_hostnames", "", ListLookups::hosts);
  }

  /** Lists one level deep are taken apart. */
  static List<Value> flattened(List<Value> terms, int levels) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      if (Taint.known(term) instanceof Value.Sequence s
          && levels > 0
          && !(term instanceof Value.Secret)) {
        out.addAll(levels == 1 ? s.items() : flattened(s.items(), levels - 1));
      } else {
        out.add(term);
      }
    }
    return out;
  }

  private static List<Value> indexed(List<Value> terms) {
    if (terms.size() == 1 && Taint.known(terms.getFirst()) instanceof Value.Dict) {
      throw EvaluationException.of("with_indexed_items expects a list");
    }
    List<Value> items = flattened(terms, 1);
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      out.add(new Value.Sequence(List.of(Value.of(i), items.get(i))));
    }
    return out;
  }

  private static List<Value> dict(List<Value> terms, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : flattened(terms, 1)) {
      switch (Taint.known(term)) {
        case Value.Dict d -> d.entries().forEach((k, v) -> out.add(entry(k, v)));
        case LazyDict l -> l.keys().forEach(k -> out.add(entry(k, e.member(l, k))));
        default ->
            throw EvaluationException.of(
                "with_dict expects a dict", "this is a " + Values.typeName(term));
      }
    }
    return out;
  }

  private static Value entry(Value key, Value value) {
    return Value.dictOf("key", key, "value", value);
  }

  private static List<Value> listOf(Value term) {
    return Taint.known(term) instanceof Value.Sequence s ? flattened(s.items(), 1) : List.of(term);
  }

  private static List<Value> nested(List<Value> terms) {
    if (terms.isEmpty()) {
      throw EvaluationException.of("with_nested requires at least one element in the nested list");
    }
    List<List<Value>> rows = List.of(List.of());
    for (Value term : terms) {
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> row : rows) {
        for (Value item : listOf(term)) {
          List<Value> more = new ArrayList<>(row);
          more.add(item);
          longer.add(more);
        }
      }
      rows = longer;
    }
    return rows.stream().<Value>map(Value.Sequence::new).toList();
  }

  private static List<Value> together(List<Value> terms) {
    if (terms.isEmpty()) {
      throw EvaluationException.of("with_together requires at least one element in each list");
    }
    List<List<Value>> lists = terms.stream().map(ListLookups::listOf).toList();
    int size = lists.stream().mapToInt(List::size).max().orElse(0);
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Value> row = new ArrayList<>();
      for (List<Value> list : lists) {
        row.add(i < list.size() ? list.get(i) : Value.NONE);
      }
      out.add(new Value.Sequence(row));
    }
    return out;
  }

  private static List<Value> subelements(List<Value> terms) {
    if (terms.size() < 2 || terms.size() > 3) {
      throw subelementsExpects("");
    }
    if (!(terms.get(1) instanceof Value.Text path)
        || Taint.known(terms.getFirst()) instanceof Value.Bool) {
      throw subelementsExpects("first a dict or a list, second a string pointing to the subkey");
    }
    List<Value> present =
        elements(Taint.known(terms.getFirst())).stream()
            .filter(
                x ->
                    !(Taint.surface(x) instanceof Value.Dict d)
                        || d.get("skipped").filter(Conditions::truth).isEmpty())
            .toList();
    return CollectionFilters.subelements(present, path, skipsMissing(terms)).stream()
        .<Value>map(Value.Sequence::new)
        .toList();
  }

  private static List<Value> elements(Value first) {
    return switch (first) {
      case Value.Dict d when d.get("skipped").filter(Conditions::truth).isPresent() -> List.of();
      case Value.Dict d -> List.copyOf(d.entries().values());
      case Value.Sequence s -> s.items();
      case Value other ->
          throw EvaluationException.of(
              "subelements lookup expects a dictionary, got '" + PythonText.str(other) + "'");
    };
  }

  private static boolean skipsMissing(List<Value> terms) {
    if (terms.size() < 3) {
      return false;
    }
    // Flags that mean nothing are let through, as in Ansible.
    if (!(terms.get(2) instanceof Value.Dict flags)) {
      throw subelementsExpects("the optional third item must be a dict with flags skip_missing");
    }
    return flags.get("skip_missing").filter(Conditions::truth).isPresent();
  }

  private static EvaluationException subelementsExpects(String what) {
    return EvaluationException.of(
        "subelements lookup expects a list of two or three items, " + what);
  }

  private static List<Value> choice(List<Value> terms, Arguments o, Evaluation e) {
    if (terms.isEmpty()) {
      return terms;
    }
    List<Value> all = terms.size() == 1 ? listOf(terms.getFirst()) : terms;
    return List.of(all.get(e.scope().lookups().random().nextInt(all.size())));
  }

  private static List<Value> hosts(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : flattened(terms, Integer.MAX_VALUE)) {
      e.scope().lookups().hosts(PythonText.str(term)).forEach(h -> out.add(new Value.Text(h)));
    }
    return out;
  }
}
