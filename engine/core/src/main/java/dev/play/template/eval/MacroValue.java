package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A macro, or the body of a call block. */
public final class MacroValue implements CallableValue, ObjectValue {
  private final String name;
  private final MacroCode code;
  private final Frame definedIn;

  public MacroValue(String name, MacroCode code, Frame definedIn) {
    this.name = name;
    this.code = code;
    this.definedIn = definedIn;
  }

  @Override
  public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    Frame frame = definedIn.child();
    List<String> parameters = code.parameters();
    Map<String, Value> further = new LinkedHashMap<>(named);
    Value caller = further.remove("caller");
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      Value value = i < positional.size() ? positional.get(i) : further.remove(parameter);
      frame.set(parameter, value == null ? fallback(i, frame) : value);
    }
    int taken = Math.min(parameters.size(), positional.size());
    List<Value> rest = positional.subList(taken, positional.size());
    if (!rest.isEmpty() && !code.takesRest()) {
      throw EvaluationException.of(
          "macro '" + name + "' takes not more than " + parameters.size() + " argument(s)");
    }
    if (!further.isEmpty() && !code.takesNamed()) {
      throw EvaluationException.of(
          "macro '"
              + name
              + "' takes no keyword argument '"
              + further.keySet().iterator().next()
              + "'");
    }
    frame.set("varargs", new Value.Sequence(rest));
    frame.set("kwargs", Value.dict(further));
    frame.set(
        "caller", caller == null ? new Value.Undefined("'caller'", Optional.empty()) : caller);
    Output out = new Output(frame);
    Rendering rendering = frame.rendering();
    rendering.enter();
    try {
      code.body().run(frame, out);
    } finally {
      rendering.leave();
    }
    return out.result();
  }

  private Value fallback(int parameter, Frame frame) {
    int withDefault = parameter - (code.parameters().size() - code.defaults().size());
    return withDefault >= 0
        ? code.defaults().get(withDefault).run(frame)
        : new Value.Undefined("'" + code.parameters().get(parameter) + "'", Optional.empty());
  }

  @Override
  public Optional<Value> member(String member) {
    return Optional.ofNullable(
        switch (member) {
          case "name" -> new Value.Text(name);
          case "arguments" -> Value.texts(code.parameters());
          case "catch_varargs" -> Value.of(code.takesRest());
          case "catch_kwargs" -> Value.of(code.takesNamed());
          case "caller" -> Value.of(code.takesCaller());
          default -> null;
        });
  }

  @Override
  public String typeName() {
    return "Macro";
  }

  @Override
  public String toString() {
    return "<Macro '" + name + "'>";
  }
}
