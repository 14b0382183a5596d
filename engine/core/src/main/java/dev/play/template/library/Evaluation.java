package dev.play.template.library;

import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** What a filter, test, lookup or function may ask of the evaluation that it is part of. */
public interface Evaluation {
  Scope scope();

  /** The scope with the names that the text itself has set, for lookups that render. */
  Scope scopeWithLocals();

  /** A name as an expression here would read it: set by the text itself, or a variable. */
  Value variable(String name);

  /** Compiles further texts, for lookups that render. */
  TemplateCompiler compiler();

  /** Applies a filter by name, for filters that take one. */
  Value filter(String name, Value input, List<Value> positional, Map<String, Value> named);

  /** Applies a test by name. */
  Value test(String name, Value input, List<Value> positional, Map<String, Value> named);

  /** Member of a value as {@code value[key]} or {@code value.key} find it. */
  Value member(Value of, Value key);

  /** Calls a macro, a bound method or a global function. */
  Value call(Value callable, List<Value> positional, Map<String, Value> named);

  /** The value of a template, in this scope; any other value as it is. */
  Value resolve(Value value);

  /** The same with all templates inside resolved; elements that are undefined stay so. */
  Value deepResolve(Value value);

  /** Tells whoever masks of the secrets in a value that becomes part of another text. */
  void tellParts(Value value);
}
