package dev.play.variables;

import dev.play.template.LazyDict;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** A scope as a dictionary: {@code vars}, {@code hostvars['web1']}. */
final class ScopeDict implements LazyDict {
  private final Scope variables;
  private final boolean own;

  /**
   * @param own whether its templates are evaluated in that scope, rather than in the reader's
   */
  ScopeDict(Scope variables, boolean own) {
    this.variables = variables;
    this.own = own;
  }

  @Override
  public Optional<Value> get(Value key) {
    if (!(key instanceof Value.Text(String name))) {
      return Optional.empty();
    }
    Value found = variables.lookup(name);
    return found instanceof Value.Undefined ? Optional.empty() : Optional.of(found);
  }

  @Override
  public Collection<Value> keys() {
    return new TreeSet<>(variables.names())
        .stream().filter(name -> !Magic.isCircular(name)).<Value>map(Value::text).toList();
  }

  @Override
  public Optional<Scope> scope() {
    return own ? Optional.of(variables) : Optional.empty();
  }

  @Override
  public String toString() {
    return "<variables>";
  }
}
