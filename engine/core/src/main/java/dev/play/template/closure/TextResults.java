package dev.play.template.closure;

import dev.play.template.LazyDict;
import dev.play.template.eval.Code;
import dev.play.template.library.CallableValue;
import dev.play.template.operation.PythonLiteral;
import dev.play.template.operation.Taint;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.Node;
import dev.play.value.Value;
import java.util.List;
import java.util.Set;

/**
 * What a YAML value's text gives where {@code jinja2_native} is off, as Ansible up to 2.18 has it
 * by default: text, except that what reads as a list, a dictionary or a boolean becomes one.
 */
final class TextResults {
  /** Filters whose text stays text. (Ansible's setting STRING_TYPE_FILTERS.) */
  private static final Set<String> STRINGS =
      Set.of("string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json");

  private TextResults() {}

  /** The code of a text with these nodes, its results made text. */
  static Code of(List<Node> nodes, Code code) {
    Expr single =
        nodes.size() == 1 && nodes.getFirst() instanceof Node.Output output ? output.value() : null;
    if (single instanceof Expr.Filter filter
        && STRINGS.contains(filter.name().substring(filter.name().lastIndexOf('.') + 1))) {
      return code;
    }
    if (!(single instanceof Expr.Name name)) {
      return frame -> text(code.run(frame));
    }
    // A variable that is a number, a boolean or None itself stays what it is.
    return frame -> {
      if (frame.local(name.name()) != null) {
        return text(code.run(frame));
      }
      Value raw = frame.scope().lookup(name.name());
      return raw instanceof Value.Number || raw instanceof Value.Bool || raw instanceof Value.None
          ? raw
          : text(code.run(frame));
    };
  }

  private static Value text(Value value) {
    return switch (value) {
      case Value.None n -> new Value.Text("");
      case Value.Number n -> new Value.Text(dev.play.template.PythonText.str(n));
      case Value.Text t -> literal(t);
      case Value.Secret s -> Taint.secret(text(s.hidden()));
      case LazyDict l -> l;
      case CallableValue c -> c;
      // What stands for "not given" is known by its identity.
      case Value.Opaque o when o.typeName().equals("Omit") -> o;
      case Value.Opaque o -> new Value.Text(o.toString());
      default -> value;
    };
  }

  private static Value literal(Value.Text text) {
    String written = text.text();
    return switch (written) {
      case "True" -> Value.TRUE;
      case "False" -> Value.FALSE;
      default ->
          written.startsWith("{") || written.startsWith("[")
              ? PythonLiteral.readWithJsonNames(written.strip()).orElse(text)
              : text;
    };
  }
}
