package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** {@code keep_keys} and its kin of community.general: keys of the dictionaries of a list. */
final class KeyFilters {
  private static final String PARAMETERS = "target matching_parameter?";

  private KeyFilters() {}

  static void register(Library.Builder library) {
    library
        .filter(
            "keep_keys",
            PARAMETERS,
            (v, a, e) -> each(v, d -> chosen(d, wanted(a))),
            Trait.STRUCTURAL)
        .filter(
            "remove_keys",
            PARAMETERS,
            (v, a, e) -> each(v, d -> chosen(d, wanted(a).negate())),
            Trait.STRUCTURAL)
        .filter(
            "replace_keys",
            PARAMETERS,
            (v, a, e) -> each(v, d -> renamed(d, replacements(a))),
            Trait.STRUCTURAL);
  }

  private static Value each(Value v, UnaryOperator<Value.Dict> change) {
    if (!(v instanceof Value.Sequence list)) {
      throw EvaluationException.of("First argument must be a list. " + Values.typeName(v));
    }
    List<Value> out = new ArrayList<>();
    for (Value item : list.items()) {
      if (!(item instanceof Value.Dict dict)) {
        throw EvaluationException.of(
            "The data items must be dictionaries. " + Values.typeName(item));
      }
      out.add(change.apply(dict));
    }
    return new Value.Sequence(out);
  }

  static KeyMatch match(Arguments a) {
    return KeyMatch.of(a.text("matching_parameter", "equal"));
  }

  static List<String> words(Value target) {
    Optional<Value.Unknown> unknown = Taint.unknown(target);
    if (unknown.isPresent()) {
      throw new UnknownSignal(unknown.get());
    }
    List<String> words =
        target instanceof Value.Text(String text)
            ? List.of(text)
            : Inputs.list(target).stream().map(PythonText::str).toList();
    if (words.isEmpty() || words.equals(List.of(""))) {
      throw EvaluationException.of("The target can't be empty.");
    }
    return words;
  }

  private static Predicate<String> wanted(Arguments a) {
    List<String> words = words(a.value("target"));
    if (match(a) == KeyMatch.REGEX && words.size() > 1) {
      throw EvaluationException.of(
          "Single item is required in the target list if matching_parameter=regex.");
    }
    return match(a).fitsAny(words);
  }

  private static Value.Dict chosen(Value.Dict dict, Predicate<String> wanted) {
    Map<Value, Value> out = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (key, value) -> {
              if (wanted.test(PythonText.str(key))) {
                out.put(key, value);
              }
            });
    return new Value.Dict(out);
  }

  /** One of {@code replace_keys}: what fits becomes another key. */
  record Replacement(Predicate<String> fits, Value after) {}

  static List<Replacement> replacements(Arguments a) {
    List<Replacement> out = new ArrayList<>();
    for (Value one : Inputs.list(a.value("target"))) {
      if (!(one instanceof Value.Dict dict)
          || dict.get("before").isEmpty()
          || dict.get("after").isEmpty()) {
        throw EvaluationException.of(
            "All dictionaries in target must include attributes: after, before.");
      }
      out.add(
          new Replacement(
              match(a).fits(PythonText.str(dict.get("before").get())), dict.get("after").get()));
    }
    if (out.isEmpty()) {
      throw EvaluationException.of("The target can't be empty.");
    }
    return out;
  }

  private static Value.Dict renamed(Value.Dict dict, List<Replacement> replacements) {
    Map<Value, Value> out = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (key, value) ->
                out.put(
                    replacements.stream()
                        .filter(r -> r.fits().test(PythonText.str(key)))
                        .findFirst()
                        .map(Replacement::after)
                        .orElse(key),
                    value));
    return new Value.Dict(out);
  }
}
