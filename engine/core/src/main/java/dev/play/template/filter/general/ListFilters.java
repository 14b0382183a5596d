package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.DictFilters;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Comparing;
import dev.play.template.test.Versions;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters of community.general that make one list of several, or put one into order. */
final class ListFilters {
  private static final String LISTS = "*lists flatten?";

  private ListFilters() {}

  static void register(Library.Builder library) {
    library
        .filter("lists_union", LISTS, (v, a, e) -> folded(v, a, ListFilters::union))
        .filter("lists_intersect", LISTS, (v, a, e) -> folded(v, a, (x, y) -> kept(x, y, true)))
        .filter("lists_difference", LISTS, (v, a, e) -> folded(v, a, (x, y) -> kept(x, y, false)))
        .filter("lists_symmetric_difference", LISTS, (v, a, e) -> folded(v, a, ListFilters::apart))
        .filter("lists_mergeby", "*lists recursive? list_merge?", ListFilters::merged)
        .filter("version_sort", "reverse?", ListFilters::sorted);
  }

  private interface Fold {
    List<Value> of(List<Value> a, List<Value> b);
  }

  private static Value folded(Value v, Arguments a, Fold fold) {
    List<Value> given = new ArrayList<>(List.of(v));
    given.addAll(a.rest());
    List<List<Value>> lists = lists(given, a.flag("flatten", false));
    if (lists.isEmpty()) {
      return Value.EMPTY_SEQUENCE;
    }
    if (lists.size() == 1) {
      return new Value.Sequence(lists.getFirst());
    }
    List<Value> out = distinct(lists.getFirst());
    for (List<Value> other : lists.subList(1, lists.size())) {
      out = fold.of(out, other);
    }
    return new Value.Sequence(out);
  }

  /** The lists; those that hold lists only are taken apart, if asked to. */
  private static List<List<Value>> lists(List<Value> given, boolean flatten) {
    List<List<Value>> out = new ArrayList<>();
    for (Value one : given) {
      if (!(one instanceof Value.Sequence list)) {
        throw EvaluationException.of(
            "All arguments must be lists. " + PythonText.str(one) + " is " + Values.typeName(one));
      }
      if (!flatten) {
        out.add(list.items());
      } else if (!list.items().isEmpty()) {
        boolean nested = list.items().stream().allMatch(Value.Sequence.class::isInstance);
        if (nested) {
          list.items().forEach(inner -> out.add(Inputs.list(inner)));
        } else {
          out.add(list.items());
        }
      }
    }
    return out;
  }

  private static boolean holds(List<Value> list, Value item) {
    return list.stream().anyMatch(one -> Comparing.equal(one, item));
  }

  private static List<Value> distinct(List<Value> list) {
    List<Value> out = new ArrayList<>();
    for (Value item : list) {
      if (!holds(out, item)) {
        out.add(item);
      }
    }
    return out;
  }

  private static List<Value> union(List<Value> a, List<Value> b) {
    List<Value> both = new ArrayList<>(a);
    both.addAll(b);
    return distinct(both);
  }

  private static List<Value> kept(List<Value> a, List<Value> b, boolean inBoth) {
    return a.stream().filter(item -> holds(b, item) == inBoth).toList();
  }

  private static List<Value> apart(List<Value> a, List<Value> b) {
    return union(a, b).stream().filter(item -> !(holds(a, item) && holds(b, item))).toList();
  }

  private static Value merged(Value v, Arguments a, Evaluation e) {
    if (a.rest().isEmpty()) {
      throw EvaluationException.of("At least one list and index are needed.");
    }
    List<Value> given = new ArrayList<>(List.of(v));
    given.addAll(a.rest());
    Value index = given.removeLast();
    List<List<Value>> lists = lists(given, true);
    if (lists.isEmpty()) {
      return Value.EMPTY_SEQUENCE;
    }
    if (lists.size() == 1) {
      return new Value.Sequence(lists.getFirst());
    }
    if (!(index instanceof Value.Text)) {
      throw EvaluationException.of(
          "First argument after the lists for community.general.lists_mergeby must be string. "
              + PythonText.str(index)
              + " is "
              + Values.typeName(index));
    }
    List<Value> result = lists.getLast();
    for (int i = lists.size() - 2; i >= 0; i--) {
      result = mergedBy(index, lists.get(i), result, a);
    }
    return new Value.Sequence(result);
  }

  private static List<Value> mergedBy(
      Value index, List<Value> weaker, List<Value> stronger, Arguments a) {
    Map<Value, Value.Dict> found = new LinkedHashMap<>();
    List<Value> all = new ArrayList<>(weaker);
    all.addAll(stronger);
    for (Value one : all) {
      if (!(one instanceof Value.Dict dict)) {
        throw EvaluationException.of(
            "Elements of list arguments for lists_mergeby must be dictionaries. "
                + PythonText.str(one)
                + " is "
                + Values.typeName(one));
      }
      Value key = dict.entries().get(index);
      if (key != null) {
        found.merge(
            key,
            dict,
            (x, y) ->
                DictFilters.merged(
                    x, y, a.flag("recursive", false), a.text("list_merge", "replace")));
      }
    }
    return found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparing.ORDER))
        .<Value>map(Map.Entry::getValue)
        .toList();
  }

  private static Value sorted(Value v, Arguments a, Evaluation e) {
    Comparator<Value> order = (x, y) -> Versions.loosely(PythonText.str(x), PythonText.str(y));
    List<Value> out = new ArrayList<>(Inputs.items(v));
    out.sort(a.flag("reverse", false) ? order.reversed() : order);
    return new Value.Sequence(out);
  }
}
