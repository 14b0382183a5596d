package dev.play.template.filter;

import static dev.play.template.filter.Inputs.items;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Comparing;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Filters that order or group. Texts are compared without case unless asked otherwise. */
public final class OrderFilters {
  private OrderFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("sort", "reverse? case_sensitive? attribute?", OrderFilters::sort)
        .filter("min", "case_sensitive? attribute?", (v, a, e) -> extreme(v, a, e, -1))
        .filter("max", "case_sensitive? attribute?", (v, a, e) -> extreme(v, a, e, 1))
        .filter("dictsort", "case_sensitive? by? reverse?", OrderFilters::dictsort)
        .filter("groupby", "attribute default? case_sensitive?", OrderFilters::groupby)
        .filter("unique", "case_sensitive? attribute?", OrderFilters::unique);
  }

  static Value folded(Value value, boolean caseSensitive) {
    return !caseSensitive && value instanceof Value.Text t
        ? new Value.Text(t.text().toLowerCase(Locale.ROOT))
        : value;
  }

  private record Keyed(Value key, Value value) {}

  private static Value sort(Value v, Arguments a, Evaluation e) {
    List<Keyed> keyed = new ArrayList<>();
    boolean caseSensitive = a.flag("case_sensitive", false);
    for (Value item : items(v)) {
      keyed.add(new Keyed(key(item, a, e, caseSensitive), item));
    }
    Comparator<Keyed> order = Comparator.comparing(Keyed::key, Comparing.ORDER);
    keyed.sort(a.flag("reverse", false) ? order.reversed() : order);
    return new Value.Sequence(keyed.stream().map(Keyed::value).toList());
  }

  /** The key to sort by: the item, a member, or several members with commas between. */
  private static Value key(Value item, Arguments a, Evaluation e, boolean caseSensitive) {
    if (!a.has("attribute")) {
      return folded(item, caseSensitive);
    }
    Value attribute = a.value("attribute");
    if (attribute instanceof Value.Text t && t.text().contains(",")) {
      List<Value> keys = new ArrayList<>();
      for (String part : t.text().split(",")) {
        keys.add(folded(Inputs.member(item, new Value.Text(part.strip()), e), caseSensitive));
      }
      return new Value.Sequence(keys);
    }
    return folded(Inputs.member(item, attribute, e), caseSensitive);
  }

  private static Value extreme(Value v, Arguments a, Evaluation e, int sign) {
    Optional<Keyed> best = Optional.empty();
    for (Value item : items(v)) {
      Keyed each = new Keyed(key(item, a, e, a.flag("case_sensitive", false)), item);
      if (best.isEmpty() || sign * Comparing.order(each.key(), best.get().key()) > 0) {
        best = Optional.of(each);
      }
    }
    return best.map(Keyed::value)
        .orElseGet(
            () ->
                new Value.Undefined(
                    "No aggregated item, sequence was empty. It has no "
                        + (sign > 0 ? "largest" : "smallest")
                        + " item",
                    Optional.empty()));
  }

  private static Value dictsort(Value v, Arguments a, Evaluation e) {
    String by = a.text("by", "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw EvaluationException.of("dictsort sorts by 'key' or 'value', not '" + by + "'");
    }
    boolean caseSensitive = a.flag("case_sensitive", false);
    List<Map.Entry<Value, Value>> entries = new ArrayList<>(Inputs.dict(v).entries().entrySet());
    Comparator<Map.Entry<Value, Value>> order =
        Comparator.comparing(
            entry -> folded(by.equals("key") ? entry.getKey() : entry.getValue(), caseSensitive),
            Comparing.ORDER);
    entries.sort(a.flag("reverse", false) ? order.reversed() : order);
    return new Value.Sequence(
        entries.stream()
            .<Value>map(en -> new Value.Sequence(List.of(en.getKey(), en.getValue())))
            .toList());
  }

  private static Value groupby(Value v, Arguments a, Evaluation e) {
    boolean caseSensitive = a.flag("case_sensitive", false);
    List<Keyed> keyed = new ArrayList<>();
    for (Value item : items(v)) {
      Value key = Inputs.member(item, a.value("attribute"), e);
      keyed.add(
          new Keyed(
              key instanceof Value.Undefined && a.has("default") ? a.value("default") : key, item));
    }
    keyed.sort(Comparator.comparing(k -> folded(k.key(), caseSensitive), Comparing.ORDER));
    Map<Value, List<Keyed>> groups = new LinkedHashMap<>();
    for (Keyed each : keyed) {
      groups.computeIfAbsent(folded(each.key(), caseSensitive), k -> new ArrayList<>()).add(each);
    }
    List<Value> out = new ArrayList<>();
    groups
        .values()
        .forEach(
            group ->
                out.add(
                    new Value.Sequence(
                        List.of(
                            group.getFirst().key(),
                            new Value.Sequence(group.stream().map(Keyed::value).toList())))));
    return new Value.Sequence(out);
  }

  private static Value unique(Value v, Arguments a, Evaluation e) {
    List<Value> out = new ArrayList<>();
    List<Value> keys = new ArrayList<>();
    java.util.Set<Value> seen = new java.util.HashSet<>();
    boolean particular =
        a.has("attribute") || a.has("case_sensitive") && !a.flag("case_sensitive", true);
    for (Value item : items(v)) {
      Value key = key(item, a, e, a.flag("case_sensitive", false));
      if (particular && (key instanceof Value.Dict || key instanceof Value.Sequence)) {
        throw EvaluationException.of(
            "Jinja2's unique filter failed and we cannot fall back to Ansible's version as it does"
                + " not support the parameters supplied. unhashable type: '"
                + Values.typeName(key)
                + "'");
      }
      boolean simple = key instanceof Value.Text;
      boolean fresh =
          simple ? seen.add(key) : keys.stream().noneMatch(k -> Comparing.equal(k, key));
      if (fresh) {
        out.add(item);
        if (!simple) {
          keys.add(key);
        }
      }
    }
    return new Value.Sequence(out);
  }
}
