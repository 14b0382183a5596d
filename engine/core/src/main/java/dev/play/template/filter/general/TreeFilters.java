package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Filters of ansible.utils over nested data. Those that community.general has too go by full names.
 */
final class TreeFilters {
  private static final String KEYS = "target matching_parameter?";

  private TreeFilters() {}

  static void register(Library.Builder library) {
    library
        .filter("to_paths", "prepend? wantlist?", TreeFilters::paths)
        .filter("get_path", "path wantlist?", TreeFilters::path)
        .filter("index_of", "test value? key? wantlist? fail_on_missing?", TreeFilters::index)
        .filter(
            "ansible.utils.keep_keys",
            KEYS,
            (v, a, e) -> kept(tree(v, "keep_keys", "keep operation"), fits(a), KeyFilters.match(a)))
        .filter(
            "ansible.utils.remove_keys",
            KEYS,
            (v, a, e) -> cleared(removed(tree(v, "remove_keys", "attribute removal"), fits(a))))
        .filter(
            "ansible.utils.replace_keys",
            KEYS,
            (v, a, e) ->
                replaced(tree(v, "replace_keys", "replace operation"), KeyFilters.replacements(a)));
  }

  private static Value tree(Value value, String filter, String what) {
    if (value instanceof Value.Dict || value instanceof Value.Sequence) {
      return value;
    }
    throw EvaluationException.of(
        "Error when using plugin '" + filter + "': Input is not valid for " + what);
  }

  private static Predicate<String> fits(Arguments a) {
    return KeyFilters.match(a).fitsAny(KeyFilters.words(a.value("target")));
  }

  private static Value paths(Value v, Arguments a, Evaluation e) {
    Map<Value, Value> out = new LinkedHashMap<>();
    String start = a.text("prepend", "");
    flatten(v, start, out);
    Value all = new Value.Dict(out);
    return a.flag("wantlist", false) ? new Value.Sequence(List.of(all)) : all;
  }

  private static void flatten(Value value, String name, Map<Value, Value> out) {
    switch (value) {
      case Value.Dict d when !d.entries().isEmpty() ->
          d.entries().forEach((key, one) -> flatten(one, below(name, PythonText.str(key)), out));
      case Value.Sequence s when !s.items().isEmpty() -> {
        for (int i = 0; i < s.items().size(); i++) {
          flatten(s.items().get(i), name + "[" + i + "]", out);
        }
      }
      default -> {
        if (!name.isEmpty()) {
          out.put(new Value.Text(name), value);
        }
      }
    }
  }

  private static String below(String name, String key) {
    if (name.isEmpty()) {
      return key;
    }
    return key.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name + "." + key : name + "['" + key + "']";
  }

  /** A path in the notation of {@code to_paths}: {@code a.b[0]['c d']}. */
  private static Value path(Value v, Arguments a, Evaluation e) {
    Value at = v;
    for (Value step : new PathText(a.text("path")).steps()) {
      at = e.member(at, step);
    }
    return a.flag("wantlist", false) ? new Value.Sequence(List.of(at)) : at;
  }

  private static Value index(Value v, Arguments a, Evaluation e) {
    List<Value> found = new ArrayList<>();
    List<Value> entries = Inputs.list(v);
    for (int i = 0; i < entries.size(); i++) {
      Value entry = entries.get(i);
      if (a.has("key")) {
        Value member = Inputs.dict(entry).entries().get(a.value("key"));
        if (member == null && a.flag("fail_on_missing", false)) {
          throw EvaluationException.of(
              "Error when using plugin 'index_of': '"
                  + PythonText.str(a.value("key"))
                  + "' was not found in '"
                  + PythonText.str(entry)
                  + "' at ["
                  + i
                  + "]");
        }
        if (member == null) {
          continue;
        }
        entry = member;
      }
      if (holds(entry, a, e)) {
        found.add(Value.of(i));
      }
    }
    boolean alone = found.size() == 1 && !a.flag("wantlist", false);
    return alone ? found.getFirst() : new Value.Sequence(found);
  }

  private static boolean holds(Value entry, Arguments a, Evaluation e) {
    String test = a.text("test");
    boolean not = test.startsWith("!") || test.startsWith("not ");
    String plain = test.replaceFirst("^(!|not )", "").strip();
    String name = plain.equals("=") ? "==" : plain;
    boolean with = a.has("value");
    Value right = with ? a.value("value") : Value.NONE;
    List<Value> arguments =
        !with
            ? List.of()
            : List.of(
                name.equals("in") && !(right instanceof Value.Sequence)
                    ? new Value.Sequence(List.of(right))
                    : right);
    return e.test(name, entry, arguments, Map.of()).equals(Value.TRUE) != not;
  }

  private static boolean isEmpty(Value value) {
    return value.equals(Value.EMPTY_DICT) || value.equals(Value.EMPTY_SEQUENCE);
  }

  /** Keys that fit, wherever they are; containers by other keys only where something is left. */
  private static Value kept(Value value, Predicate<String> fits, KeyMatch match) {
    return switch (value) {
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(item -> kept(item, fits, match)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries()
            .forEach(
                (key, one) -> {
                  boolean nested = one instanceof Value.Dict || one instanceof Value.Sequence;
                  if (fits.test(PythonText.str(key)) && (!nested || match == KeyMatch.EQUAL)) {
                    out.put(key, one);
                  } else if (nested) {
                    Value left = withoutEmpty(kept(one, fits, match));
                    if (!isEmpty(left)) {
                      out.put(key, left);
                    }
                  }
                });
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  private static Value withoutEmpty(Value value) {
    return value instanceof Value.Sequence s
        ? new Value.Sequence(s.items().stream().filter(item -> !isEmpty(item)).toList())
        : value;
  }

  private static Value removed(Value value, Predicate<String> fits) {
    return switch (value) {
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(item -> removed(item, fits)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries()
            .forEach(
                (key, one) -> {
                  if (!fits.test(PythonText.str(key))) {
                    out.put(key, removed(one, fits));
                  }
                });
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  /** What says nothing in lists is dropped. */
  private static Value cleared(Value value) {
    return switch (value) {
      case Value.Sequence s ->
          new Value.Sequence(
              s.items().stream()
                  .filter(dev.play.template.Conditions::truth)
                  .map(TreeFilters::cleared)
                  .toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((key, one) -> out.put(key, cleared(one)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }

  /** Renamed keys go to the end, replacement by replacement. */
  private static Value replaced(Value value, List<KeyFilters.Replacement> replacements) {
    return switch (value) {
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(item -> replaced(item, replacements)).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>(d.entries());
        for (KeyFilters.Replacement one : replacements) {
          for (Value key : List.copyOf(out.keySet())) {
            if (one.fits().test(PythonText.str(key))) {
              Value moved = out.remove(key);
              out.put(one.after(), moved == null ? Value.NONE : moved);
            }
          }
        }
        out.replaceAll((key, inner) -> replaced(inner, replacements));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }
}
