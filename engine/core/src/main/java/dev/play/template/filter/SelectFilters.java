package dev.play.template.filter;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Iteration;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Filters that apply other filters and tests to each item. */
public final class SelectFilters {
  private static final String MORE = "*args **kwargs";

  private SelectFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("map", MORE, SelectFilters::map, Trait.STRUCTURAL, Trait.SEES_UNDEFINED)
        .filter("select", MORE, (v, a, e) -> select(v, a, e, false, true), Trait.STRUCTURAL)
        .filter("reject", MORE, (v, a, e) -> select(v, a, e, false, false), Trait.STRUCTURAL)
        .filter(
            "selectattr",
            "attribute *args **kwargs",
            (v, a, e) -> select(v, a, e, true, true),
            Trait.STRUCTURAL)
        .filter(
            "rejectattr",
            "attribute *args **kwargs",
            (v, a, e) -> select(v, a, e, true, false),
            Trait.STRUCTURAL);
  }

  private static Value map(Value v, Arguments a, Evaluation e) {
    List<Value> out = new ArrayList<>();
    if (a.rest().isEmpty() && a.named().containsKey("attribute")) {
      Set<String> others = new TreeSet<>(a.named().keySet());
      others.removeAll(Set.of("attribute", "default"));
      if (!others.isEmpty()) {
        throw EvaluationException.of(
            "map(attribute=...) takes no argument " + String.join(", ", others));
      }
      Value path = a.named().get("attribute");
      Value otherwise = a.named().get("default");
      for (Value item : Iteration.items(v)) {
        Value found = Inputs.member(item, path == null ? Value.NONE : path, e);
        out.add(found instanceof Value.Undefined && otherwise != null ? otherwise : found);
      }
      return new Value.Sequence(out);
    }
    if (a.rest().isEmpty() || !(a.rest().getFirst() instanceof Value.Text filter)) {
      throw EvaluationException.of("map needs a filter's name or attribute=");
    }
    List<Value> further = a.rest().subList(1, a.rest().size());
    for (Value item : Iteration.items(v)) {
      out.add(e.filter(filter.text(), item, further, a.named()));
    }
    return new Value.Sequence(out);
  }

  private static Value select(
      Value v, Arguments a, Evaluation e, boolean byMember, boolean wanted) {
    List<Value> out = new ArrayList<>();
    for (Value item : Iteration.items(v)) {
      Value subject = byMember ? Inputs.member(item, a.value("attribute"), e) : item;
      Value held = holds(subject, a.rest(), a.named(), e);
      if (held instanceof Value.Unknown) {
        return held;
      }
      if (Conditions.truth(held) == wanted) {
        out.add(item);
      }
    }
    return new Value.Sequence(out);
  }

  private static Value holds(
      Value subject, List<Value> test, Map<String, Value> named, Evaluation e) {
    if (test.isEmpty()) {
      Value surface = subject instanceof Value.Secret s ? s.hidden() : subject;
      return surface instanceof Value.Unknown ? surface : Value.of(Conditions.truth(surface));
    }
    if (!(test.getFirst() instanceof Value.Text name)) {
      throw EvaluationException.of("a test's name is needed here");
    }
    return e.test(name.text(), subject, test.subList(1, test.size()), named);
  }
}
