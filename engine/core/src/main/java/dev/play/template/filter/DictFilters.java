package dev.play.template.filter;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ansible's filters over dictionaries. */
public final class DictFilters {
  private DictFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter(
            "combine",
            "*dicts recursive? list_merge? | 'recursive' and 'list_merge' are the only valid keyword"
                + " arguments",
            DictFilters::combine,
            Trait.STRUCTURAL)
        .filter("dict2items", "key_name? value_name?", DictFilters::toItems, Trait.STRUCTURAL)
        .filter("items2dict", "key_name? value_name?", DictFilters::fromItems, Trait.STRUCTURAL)
        .filter("rekey_on_member", "key duplicates?", DictFilters::rekey, Trait.STRUCTURAL)
        .filter("dict", "", (v, a, e) -> dev.play.template.operation.Dicts.of(v), Trait.STRUCTURAL);
  }

  /** Two dictionaries as one, as {@code combine} makes it; the second wins. */
  public static Value.Dict merged(
      Value.Dict under, Value.Dict over, boolean recursive, String listMerge) {
    return new Merge(recursive, listMerge).merge(under, over);
  }

  private static Value combine(Value v, Arguments a, Evaluation e) {
    List<Value> terms = new ArrayList<>(List.of(v));
    terms.addAll(a.rest());
    List<Value> flat = new ArrayList<>();
    CollectionFilters.flatten(terms, 1, true, flat);
    Value.Dict result = Value.EMPTY_DICT;
    Merge merge = new Merge(a.flag("recursive", false), a.text("list_merge", "replace"));
    for (Value term : flat) {
      Value known = Taint.known(term);
      if (!(known instanceof Value.Dict dict)) {
        throw EvaluationException.of(
            "failed to combine variables, expected dicts but got a '"
                + Values.typeName(known)
                + "' and a '"
                + Values.typeName(result)
                + "'.",
            shown(known));
      }
      result = flat.getFirst() == term ? dict : merge.merge(result, dict);
    }
    return result;
  }

  private static String shown(Value value) {
    return value instanceof Value.Undefined ? "" : PythonText.repr(value);
  }

  /** Lays one dictionary over another. */
  record Merge(boolean recursive, String lists) {
    Merge {
      List<String> known =
          List.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp");
      if (!known.contains(lists)) {
        throw EvaluationException.of(
            "merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep', 'append',"
                + " 'prepend', 'append_rp' or 'prepend_rp'");
      }
    }

    Value.Dict merge(Value.Dict under, Value.Dict over) {
      if (!recursive && lists.equals("replace")) {
        Map<Value, Value> out = new LinkedHashMap<>(under.entries());
        out.putAll(over.entries());
        return new Value.Dict(out);
      }
      Map<Value, Value> out = new LinkedHashMap<>(under.entries());
      over.entries()
          .forEach(
              (key, value) -> {
                Value below = out.get(key);
                out.put(key, below == null ? value : one(below, value));
              });
      return new Value.Dict(out);
    }

    private Value one(Value below, Value above) {
      if (below instanceof Value.Dict x && above instanceof Value.Dict y) {
        return recursive ? merge(x, y) : y;
      }
      if (below instanceof Value.Sequence x && above instanceof Value.Sequence y) {
        return list(x.items(), y.items());
      }
      return above;
    }

    private Value list(List<Value> below, List<Value> above) {
      return switch (lists) {
        case "keep" -> new Value.Sequence(below);
        case "append" -> joined(below, above);
        case "prepend" -> joined(above, below);
        case "append_rp" -> joined(without(below, above), above);
        case "prepend_rp" -> joined(above, without(below, above));
        default -> new Value.Sequence(above);
      };
    }

    private static Value joined(List<Value> first, List<Value> second) {
      List<Value> all = new ArrayList<>(first);
      all.addAll(second);
      return new Value.Sequence(all);
    }

    private static List<Value> without(List<Value> items, List<Value> others) {
      return items.stream()
          .filter(i -> others.stream().noneMatch(o -> Comparing.equal(i, o)))
          .toList();
    }
  }

  private static Value toItems(Value v, Arguments a, Evaluation e) {
    Value key = text(a.text("key_name", "key"));
    Value value = text(a.text("value_name", "value"));
    List<Value> out = new ArrayList<>();
    if (v instanceof LazyDict lazy) {
      lazy.keys().forEach(k -> out.add(entry(key, k, value, e.member(lazy, k))));
      return new Value.Sequence(out);
    }
    if (!(v instanceof Value.Dict dict)) {
      throw EvaluationException.of(
          "dict2items requires a dictionary, got <class '" + Values.typeName(v) + "'> instead.");
    }
    dict.entries().forEach((k, x) -> out.add(entry(key, k, value, x)));
    return new Value.Sequence(out);
  }

  private static Value entry(Value keyName, Value key, Value valueName, Value value) {
    Map<Value, Value> out = new LinkedHashMap<>();
    out.put(keyName, key);
    out.put(valueName, value);
    return new Value.Dict(out);
  }

  private static Value fromItems(Value v, Arguments a, Evaluation e) {
    Value key = text(a.text("key_name", "key"));
    Value value = text(a.text("value_name", "value"));
    if (!(v instanceof Value.Sequence list)) {
      throw EvaluationException.of(
          "items2dict requires a list, got <class '" + Values.typeName(v) + "'> instead.");
    }
    Map<Value, Value> out = new LinkedHashMap<>();
    for (Value item : list.items()) {
      if (!(Taint.known(item) instanceof Value.Dict dict)) {
        throw EvaluationException.of("items2dict requires a list of dictionaries");
      }
      Value k = dict.entries().get(key);
      Value x = dict.entries().get(value);
      if (k == null || x == null) {
        throw EvaluationException.of(
            "items2dict requires each dictionary in the list to contain the keys '"
                + text(key)
                + "' and '"
                + text(value)
                + "'");
      }
      out.put(Taint.known(k), x);
    }
    return new Value.Dict(out);
  }

  private static Value rekey(Value v, Arguments a, Evaluation e) {
    String duplicates = a.text("duplicates", "error");
    if (!duplicates.equals("error") && !duplicates.equals("overwrite")) {
      throw EvaluationException.of(
          "duplicates parameter to rekey_on_member has unknown value: " + duplicates);
    }
    List<Value> elements =
        switch (v) {
          case Value.Dict d -> List.copyOf(d.entries().values());
          case Value.Sequence s -> s.items();
          default -> throw EvaluationException.of("Type is not a valid list, set, or dict");
        };
    Map<Value, Value> out = new LinkedHashMap<>();
    for (Value element : elements) {
      if (!(Taint.known(element) instanceof Value.Dict dict)) {
        throw EvaluationException.of("List item is not a valid dict");
      }
      Value key = dict.entries().get(a.value("key"));
      if (key == null) {
        throw EvaluationException.of("Key " + a.text("key") + " was not found");
      }
      if (out.put(Taint.known(key), element) != null && duplicates.equals("error")) {
        throw EvaluationException.of(
            "Key " + PythonText.str(key) + " is not unique, cannot correctly turn into dict");
      }
    }
    return new Value.Dict(out);
  }
}
