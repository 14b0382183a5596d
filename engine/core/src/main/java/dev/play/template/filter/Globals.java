package dev.play.template.filter;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.ObjectValue;
import dev.play.template.library.Trait;
import dev.play.template.operation.Dicts;
import dev.play.template.operation.NamespaceValue;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jinja2's global functions. */
public final class Globals {
  private static final int LONGEST = 5_000_000;

  private Globals() {}

  public static void register(Library.Builder library) {
    library
        .function("range", "start stop? step?", (a, e) -> range(a))
        .function("dict", "pairs? **entries", (a, e) -> dict(a), Trait.STRUCTURAL)
        .function(
            "namespace", "pairs? **entries", (a, e) -> namespace(a), Trait.IMPURE, Trait.STRUCTURAL)
        .function(
            "cycler", "*items", (a, e) -> new Cycler(a.rest()), Trait.IMPURE, Trait.STRUCTURAL)
        .function("joiner", "sep?", (a, e) -> new Joiner(a.text("sep", ", ")), Trait.IMPURE)
        .function("undef", "hint?", (a, e) -> undefined(a));
  }

  private static Value range(Arguments a) {
    long start = a.has("stop") ? a.whole("start") : 0;
    long stop = a.has("stop") ? a.whole("stop") : a.whole("start");
    int step = a.integer("step", 1);
    if (step == 0) {
      throw EvaluationException.of("range() arg 3 must not be zero");
    }
    long size = Math.ceilDiv(stop - start, step);
    if (size > LONGEST) {
      return new LongRange(start, step, size);
    }
    List<Value> out = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      out.add(Value.of(i));
    }
    return new Value.Sequence(out);
  }

  private static Value dict(Arguments a) {
    Map<Value, Value> out = new LinkedHashMap<>();
    a.get("pairs").ifPresent(p -> out.putAll(Dicts.of(p).entries()));
    a.named().forEach((k, v) -> out.put(new Value.Text(k), v));
    return new Value.Dict(out);
  }

  private static Value namespace(Arguments a) {
    Map<String, Value> out = new LinkedHashMap<>();
    a.get("pairs")
        .ifPresent(p -> Dicts.of(p).entries().forEach((k, v) -> out.put(PythonText.str(k), v)));
    out.putAll(a.named());
    return new NamespaceValue(out);
  }

  private static Value undefined(Arguments a) {
    String hint = a.text("hint", "a mandatory variable has not been overridden");
    return new Value.Undefined(hint + ": this variable", Optional.empty());
  }

  /** Gives its items in turn. */
  private static final class Cycler implements ObjectValue {
    private final List<Value> items;
    private int at;

    Cycler(List<Value> items) {
      if (items.isEmpty()) {
        throw EvaluationException.of("cycler needs at least one item");
      }
      this.items = items;
    }

    @Override
    public Optional<Value> member(String name) {
      return Optional.ofNullable(
          switch (name) {
            case "current" -> items.get(at);
            case "next" ->
                (Action)
                    () -> {
                      Value current = items.get(at);
                      at = (at + 1) % items.size();
                      return current;
                    };
            case "reset" ->
                (Action)
                    () -> {
                      at = 0;
                      return Value.NONE;
                    };
            default -> null;
          });
    }

    @Override
    public String typeName() {
      return "Cycler";
    }
  }

  /** A method without arguments. */
  private interface Action extends CallableValue {
    Value run();

    @Override
    default Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
      return run();
    }

    @Override
    default String typeName() {
      return "method";
    }
  }

  /** Nothing at first, then the separator. */
  private static final class Joiner implements CallableValue {
    private final String separator;
    private boolean used;

    Joiner(String separator) {
      this.separator = separator;
    }

    @Override
    public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
      String out = used ? separator : "";
      used = true;
      return new Value.Text(out);
    }

    @Override
    public String typeName() {
      return "Joiner";
    }
  }
}
