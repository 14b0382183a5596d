package dev.play.template;

import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small questions about values that the language's users would put in Python's words. */
public final class Values {
  private Values() {}

  /** Python's name of the value's type. */
  public static String typeName(Value value) {
    return switch (value) {
      case Value.None n -> "NoneType";
      case Value.Bool b -> "bool";
      case Value.Int i -> "int";
      case Value.BigInt b -> "int";
      case Value.Real r -> "float";
      case Value.Text t -> "str";
      case Value.Sequence s -> "list";
      case Value.Dict d -> "dict";
      case Value.Undefined u -> "Undefined";
      case Value.Unknown u -> "unknown";
      case Value.Secret s -> typeName(s.hidden());
      case Value.Template t -> "str";
      case Value.Opaque o -> o.typeName();
    };
  }

  /** What a member is that a value does not have, as Jinja2 says it. */
  public static String missing(Value of, Value wanted) {
    Value key =
        Taint.holdsSecret(wanted) || Taint.unknown(wanted).isPresent()
            ? new Value.Text("********")
            : wanted;
    Value surface = of instanceof Value.Secret s ? s.hidden() : of;
    String owner = surface instanceof Value.None ? "None" : typeName(surface) + " object";
    return key instanceof Value.Text
        ? PythonText.repr(new Value.Text(owner)) + " has no attribute " + PythonText.repr(key)
        : owner + " has no element " + PythonText.repr(key);
  }

  /** The error that using an undefined value is. */
  public static EvaluationException undefined(Value.Undefined value) {
    boolean sentence = value.what().contains(" has no ");
    EvaluationException e =
        EvaluationException.undefined(
            sentence ? value.what() : value.what() + " is undefined", java.util.Optional.empty());
    return value.span().map(e::at).orElse(e);
  }

  /**
   * A value with all templates inside evaluated in a scope. Elements that are undefined, or whose
   * template uses something undefined, become {@link Value.Undefined}; secrets and unknowns stay
   * where they are.
   *
   * @throws EvaluationException for other mistakes in the templates
   */
  public static Value deepResolve(Value value, Scope scope, TemplateCompiler compiler) {
    return compiler.deepResolve(value, scope);
  }

  /** A value as people may see it: secrets are masked at any depth, what is unknown says why. */
  public static Value veiled(Value value) {
    return switch (value) {
      case Value.Secret s -> new Value.Text("********");
      case Value.Unknown u -> new Value.Text("(unknown " + u.because() + ")");
      case Value.Sequence s -> new Value.Sequence(s.items().stream().map(Values::veiled).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(veiled(k), veiled(v)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }
}
