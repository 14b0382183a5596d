package dev.play.run.action.facts;

import dev.play.run.port.Performed;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts of several modules: dictionaries are merged, lists appended without what they held before,
 * of anything else the last module's counts (Ansible's developer guide, "gather_facts").
 */
public final class MergedFacts {
  private Value.Dict all = Value.EMPTY_DICT;

  /** Adds what a module tells; setup's names become those of its variables. */
  public void add(Performed performed) {
    Value told = performed.values().get("ansible_facts").orElse(performed.facts());
    if (told instanceof Value.Dict dict) {
      all = merged(all, dict);
    }
  }

  /** All, with the mark that facts are there. */
  public Value.Dict gathered() {
    return all.with("_ansible_facts_gathered", Value.TRUE);
  }

  private static Value.Dict merged(Value.Dict before, Value.Dict more) {
    Map<Value, Value> out = new LinkedHashMap<>(before.entries());
    more.entries().forEach((name, value) -> out.merge(name, value, MergedFacts::merged));
    return new Value.Dict(out);
  }

  private static Value merged(Value before, Value more) {
    if (before instanceof Value.Dict a && more instanceof Value.Dict b) {
      return merged(a, b);
    }
    if (before instanceof Value.Sequence(List<Value> a)
        && more instanceof Value.Sequence(List<Value> b)) {
      List<Value> items = new ArrayList<>(a);
      items.removeAll(b);
      items.addAll(b);
      return new Value.Sequence(items);
    }
    return more;
  }
}
