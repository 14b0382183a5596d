package dev.play.run.loop;

import dev.play.compile.Keywords;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items of a {@code loop} or {@code with_NAME}. */
public sealed interface LoopItems {
  record Known(List<Value> items) implements LoopItems {
    public Known {
      items = List.copyOf(items);
    }
  }

  record Unknown(String because) implements LoopItems {}

  /**
   * @throws EvaluationException where there is no list
   */
  public static LoopItems of(Keywords.Loop loop, Scope scope, TemplateCompiler templates) {
    // first_found passes over names that use something undefined.
    Value value =
        loop.lookup().filter("first_found"::equals).isPresent()
            ? loop.items().evaluateLeniently(scope)
            : loop.items().evaluate(scope);
    if (loop.lookup().isEmpty()) {
      return list(value, loop.items().span(), "loop");
    }
    String name = loop.lookup().get();
    return switch (name) {
      case "items" -> flattened(value);
      case "list" -> list(value, loop.items().span(), "with_list");
      default -> looked(name, value, loop.items().span(), scope, templates);
    };
  }

  private static LoopItems list(Value value, Span span, String keyword) {
    return switch (value) {
      case Value.Sequence s -> new Known(s.items());
      case Value.Unknown u -> new Unknown(u.because());
      case Value.Undefined u -> throw Values.undefined(u).at(span);
      case Value.Secret(Value hidden) when hidden instanceof Value.Text ->
          list(Values.veiled(value), span, keyword);
      case Value.Secret(Value hidden) -> secretly(list(hidden, span, keyword));
      case LazyDict d -> new Known(List.copyOf(d.keys()));
      default ->
          throw EvaluationException.of(
                  keyword.equals("loop")
                      ? "Invalid data passed to 'loop', it requires a list, got this instead: "
                          + PythonText.str(Values.veiled(value))
                          + ". Hint: If you passed a list/dict of just one element, try adding"
                          + " wantlist=True to your lookup invocation or use q/query instead of"
                          + " lookup."
                      : keyword + " expects a list, got " + Values.typeName(value) + " instead",
                  "for a dictionary, use `| dict2items`; for one value, put it in a list")
              .at(span);
    };
  }

  private static LoopItems secretly(LoopItems items) {
    return items instanceof Known known
        ? new Known(known.items().stream().<Value>map(Value.Secret::new).toList())
        : items;
  }

  /** with_items: lists in the list are opened, one level deep. */
  private static LoopItems flattened(Value value) {
    List<Value> out = new ArrayList<>();
    switch (value) {
      case Value.Unknown u -> {
        return new Unknown(u.because());
      }
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Sequence s -> {
        for (Value item : s.items()) {
          if (item instanceof Value.Sequence inner) {
            out.addAll(inner.items());
          } else {
            out.add(item);
          }
        }
      }
      default -> out.add(value);
    }
    return new Known(out);
  }

  /** Any other lookup, by an expression that calls it. */
  private static LoopItems looked(
      String name, Value value, Span span, Scope scope, TemplateCompiler templates) {
    if (value instanceof Value.Unknown(String because)) {
      return new Unknown(because);
    }
    List<Value> terms = value instanceof Value.Sequence s ? s.items() : List.of(value);
    Map<String, Value> locals = new HashMap<>();
    StringBuilder call = new StringBuilder("query('").append(name).append('\'');
    for (int i = 0; i < terms.size(); i++) {
      locals.put("__term" + i, terms.get(i));
      call.append(", __term").append(i);
    }
    Diagnostics problems = new Diagnostics();
    Compiled compiled = templates.expression(call.append(')').toString(), span, problems);
    if (problems.hasErrors()) {
      throw EvaluationException.of(problems.all().getFirst());
    }
    try {
      return list(compiled.evaluate(scope.with(locals)), span, "with_" + name);
    } catch (EvaluationException e) {
      throw e.at(span);
    }
  }
}
