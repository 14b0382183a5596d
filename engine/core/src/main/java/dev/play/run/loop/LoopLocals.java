package dev.play.run.loop;

import dev.play.compile.Keywords;
import dev.play.template.Compiled;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that a loop adds for each item, and the label under which an item is shown. */
public final class LoopLocals {
  private LoopLocals() {}

  /** For the item at a place. */
  public static Map<String, Value> at(Keywords.Loop loop, List<Value> items, int index) {
    Map<String, Value> out = new HashMap<>();
    out.put(loop.variable(), items.get(index));
    out.put("ansible_loop_var", new Value.Text(loop.variable()));
    loop.indexVariable()
        .ifPresent(
            name -> {
              out.put(name, Value.of(index));
              out.put("ansible_index_var", new Value.Text(name));
            });
    if (loop.extended()) {
      out.put("ansible_loop", extended(loop, items, index));
    }
    return out;
  }

  private static Value extended(Keywords.Loop loop, List<Value> items, int index) {
    int length = items.size();
    Map<String, Value> out = new LinkedHashMap<>();
    if (loop.extendedAllItems()) {
      out.put("allitems", new Value.Sequence(items));
    }
    out.put("index", Value.of(index + 1L));
    out.put("index0", Value.of(index));
    out.put("first", Value.of(index == 0));
    out.put("last", Value.of(index + 1 == length));
    out.put("length", Value.of(length));
    out.put("revindex", Value.of(length - index));
    out.put("revindex0", Value.of(length - index - 1L));
    if (index + 1 < length) {
      out.put("nextitem", items.get(index + 1));
    }
    if (index > 0) {
      out.put("previtem", items.get(index - 1));
    }
    return Value.dict(out);
  }

  /** How an item is shown. */
  public static String label(Keywords.Loop loop, Value item, Scope scope) {
    Optional<Compiled> label = loop.label();
    Value shown = label.isPresent() ? label.get().evaluate(scope) : item;
    return shown(shown);
  }

  /** A value as a text for people: secrets are masked at any depth, what is unknown says why. */
  public static String shown(Value value) {
    return PythonText.str(Values.veiled(value));
  }

  /** What the registered result of an item tells about the loop. */
  public static Value.Dict about(Keywords.Loop loop, Map<String, Value> locals, String label) {
    Map<String, Value> out = new LinkedHashMap<>();
    out.put(loop.variable(), locals.getOrDefault(loop.variable(), Value.NONE));
    out.put("ansible_loop_var", new Value.Text(loop.variable()));
    loop.indexVariable()
        .ifPresent(
            name -> {
              out.put("ansible_index_var", new Value.Text(name));
              out.put(name, locals.getOrDefault(name, Value.NONE));
            });
    if (loop.extended()) {
      out.put("ansible_loop", locals.getOrDefault("ansible_loop", Value.NONE));
    }
    if (loop.label().isPresent()) {
      out.put("_ansible_item_label", new Value.Text(label));
    }
    return Value.dict(out);
  }
}
