package dev.play.template.filter.general;

import static dev.play.template.filter.Inputs.items;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Arithmetic;
import dev.play.template.syntax.Expr.BinaryOperator;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** The filters of community.general and ansible.utils, by their documentation there. */
public final class GeneralFilters {
  private GeneralFilters() {}

  public static void register(Library.Builder library) {
    KeyFilters.register(library);
    ListFilters.register(library);
    TreeFilters.register(library);
    TimeUnits.register(library);
    TextForms.register(library);
    library
        .filter(
            "dict_kv",
            "key",
            (v, a, e) -> new Value.Dict(Map.of(a.value("key"), v)),
            Trait.STRUCTURAL)
        .filter("groupby_as_dict", "attribute", GeneralFilters::grouped, Trait.STRUCTURAL)
        .filter("counter", "", (v, a, e) -> counted(v))
        .filter("accumulate", "", (v, a, e) -> accumulated(v))
        .filter("unicode_normalize", "form?", GeneralFilters::normalised)
        .filter("crc32", "", (v, a, e) -> crc(v))
        .filter("random_mac", "seed?", HardwareChance::filter, Trait.IMPURE);
  }

  static String mustBeText(Value value, String filter) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw EvaluationException.of(
        "Invalid value type ("
            + Values.typeName(value)
            + ") for "
            + filter
            + " ("
            + PythonText.repr(value)
            + ")");
  }

  private static Value grouped(Value v, Arguments a, Evaluation e) {
    Map<Value, Value> out = new LinkedHashMap<>();
    List<Value> elements = Inputs.list(v);
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof Value.Dict dict)) {
        throw EvaluationException.of("Sequence element #" + i + " is not a mapping");
      }
      Value key = dict.entries().get(a.value("attribute"));
      if (key == null) {
        throw EvaluationException.of("Attribute not contained in element #" + i + " of sequence");
      }
      if (out.put(e.deepResolve(key), dict) != null) {
        throw EvaluationException.of(
            "Multiple sequence entries have attribute value " + PythonText.repr(key));
      }
    }
    return new Value.Dict(out);
  }

  private static Value counted(Value v) {
    Map<Value, Value> out = new LinkedHashMap<>();
    for (Value item : items(v)) {
      if (item instanceof Value.Sequence || item instanceof Value.Dict) {
        throw EvaluationException.of(
            "community.general.counter needs a sequence with hashable elements (int, float or str)");
      }
      out.merge(item, Value.of(1), (x, y) -> Arithmetic.binary(BinaryOperator.ADD, x, y));
    }
    return new Value.Dict(out);
  }

  private static Value accumulated(Value v) {
    List<Value> out = new ArrayList<>();
    for (Value item : items(v)) {
      out.add(out.isEmpty() ? item : Arithmetic.binary(BinaryOperator.ADD, out.getLast(), item));
    }
    return new Value.Sequence(out);
  }

  private static Value normalised(Value v, Arguments a, Evaluation e) {
    String form = a.text("form", "NFC");
    if (!List.of("NFC", "NFD", "NFKC", "NFKD").contains(form)) {
      throw EvaluationException.of(form + " is not a valid form");
    }
    String text = mustBeText(v, "unicode_normalize");
    return new Value.Text(Normalizer.normalize(text, Normalizer.Form.valueOf(form)));
  }

  private static Value crc(Value v) {
    CRC32 crc = new CRC32();
    crc.update(mustBeText(v, "crc32").getBytes(StandardCharsets.UTF_8));
    return new Value.Text(Long.toHexString(crc.getValue()).toLowerCase(Locale.ROOT));
  }
}
