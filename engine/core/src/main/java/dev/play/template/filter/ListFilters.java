package dev.play.template.filter;

import static dev.play.template.filter.Inputs.items;
import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Jinja2's filters over lists, except those that order and those that take other filters. */
public final class ListFilters {
  private ListFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("length count", "", (v, a, e) -> Value.of(length(v)), Trait.STRUCTURAL)
        .filter("first", "", (v, a, e) -> end(items(v), true), Trait.STRUCTURAL)
        .filter("last", "", (v, a, e) -> end(items(v), false), Trait.STRUCTURAL)
        .filter("list", "", (v, a, e) -> new Value.Sequence(items(v)), Trait.STRUCTURAL)
        .filter("reverse", "", ListFilters::reverse, Trait.STRUCTURAL)
        .filter("join", "d? attribute?", ListFilters::join)
        .filter("sum", "attribute? start?", ListFilters::sum)
        .filter("batch", "linecount fill_with?", ListFilters::batch, Trait.STRUCTURAL)
        .filter("slice", "slices fill_with?", ListFilters::slice, Trait.STRUCTURAL)
        .filter("items", "", ListFilters::pairs, Trait.STRUCTURAL, Trait.SEES_UNDEFINED)
        .filter("attr", "name", ListFilters::attr, Trait.STRUCTURAL)
        .filter(
            "default d",
            "default_value? boolean?",
            ListFilters::orElse,
            Trait.SEES_ALL,
            Trait.SEES_UNDEFINED);
  }

  private static long length(Value v) {
    return switch (v) {
      case Value.Text t -> t.text().codePointCount(0, t.text().length());
      case Value.Sequence s -> s.items().size();
      case Value.Dict d -> d.entries().size();
      case LazyDict l -> l.keys().size();
      case Value other ->
          throw EvaluationException.of(
              "object of type '" + Values.typeName(other) + "' has no len()",
              "only lists, dictionaries and texts have a length");
    };
  }

  private static Value end(List<Value> items, boolean first) {
    if (items.isEmpty()) {
      return new Value.Undefined(
          "the " + (first ? "first" : "last") + " item of an empty list", Optional.empty());
    }
    return first ? items.getFirst() : items.getLast();
  }

  private static Value reverse(Value v, Arguments a, Evaluation e) {
    if (v instanceof Value.Text t) {
      return text(new StringBuilder(t.text()).reverse().toString());
    }
    List<Value> copy = new ArrayList<>(items(v));
    Collections.reverse(copy);
    return new Value.Sequence(copy);
  }

  private static Value join(Value v, Arguments a, Evaluation e) {
    String between = a.has("d") ? text(a.value("d")) : "";
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Value item : items(v)) {
      Value each = a.has("attribute") ? Inputs.member(item, a.value("attribute"), e) : item;
      out.append(first ? "" : between).append(text(each));
      first = false;
    }
    return text(out.toString());
  }

  private static Value sum(Value v, Arguments a, Evaluation e) {
    Value total = a.or("start", Value.of(0));
    for (Value item : items(v)) {
      Value each = a.has("attribute") ? Inputs.member(item, a.value("attribute"), e) : item;
      total = Numbers.plus(total, each);
    }
    return total;
  }

  private static Value batch(Value v, Arguments a, Evaluation e) {
    int size = a.integer("linecount");
    if (size < 1) {
      throw EvaluationException.of("batch needs a size of at least 1");
    }
    List<Value> out = new ArrayList<>();
    List<Value> all = items(v);
    for (int i = 0; i < all.size(); i += size) {
      List<Value> line = new ArrayList<>(all.subList(i, Math.min(all.size(), i + size)));
      while (a.has("fill_with") && line.size() < size) {
        line.add(a.value("fill_with"));
      }
      out.add(new Value.Sequence(line));
    }
    return new Value.Sequence(out);
  }

  private static Value slice(Value v, Arguments a, Evaluation e) {
    List<Value> all = items(v);
    int slices = a.integer("slices");
    if (slices < 1) {
      throw EvaluationException.of("slice needs at least 1 slice");
    }
    int each = all.size() / slices;
    int longer = all.size() % slices;
    List<Value> out = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < slices; i++) {
      int size = each + (i < longer ? 1 : 0);
      List<Value> part = new ArrayList<>(all.subList(at, at + size));
      if (a.has("fill_with") && i >= longer) {
        part.add(a.value("fill_with"));
      }
      at += size;
      out.add(new Value.Sequence(part));
    }
    return new Value.Sequence(out);
  }

  private static Value pairs(Value v, Arguments a, Evaluation e) {
    if (v instanceof Value.Undefined) {
      return Value.EMPTY_SEQUENCE;
    }
    List<Value> out = new ArrayList<>();
    if (v instanceof LazyDict lazy) {
      lazy.keys().forEach(k -> out.add(new Value.Sequence(List.of(k, e.member(lazy, k)))));
      return new Value.Sequence(out);
    }
    Inputs.dict(v).entries().forEach((k, x) -> out.add(new Value.Sequence(List.of(k, x))));
    return new Value.Sequence(out);
  }

  /** Attributes only, no keys: what the engine's own objects have. */
  private static Value attr(Value v, Arguments a, Evaluation e) {
    String name = a.text("name");
    if (v instanceof Value.Dict d && d.get(name).isPresent()) {
      return new Value.Undefined("the attribute '" + name + "' of a dict", Optional.empty());
    }
    return e.member(v, text(name));
  }

  /**
   * Asks before anything else whether the value is there, so unknown stays unknown; with {@code
   * true} also whether it holds.
   */
  private static Value orElse(Value v, Arguments a, Evaluation e) {
    Value otherwise = a.or("default_value", text(""));
    Value surface = v instanceof Value.Secret s ? s.hidden() : v;
    if (surface instanceof Value.Undefined) {
      return otherwise;
    }
    if (surface instanceof Value.Unknown) {
      return surface;
    }
    boolean falsy = a.flag("boolean", false) && !dev.play.template.Conditions.truth(surface);
    return falsy ? otherwise : v;
  }
}
