package dev.play.run.keyword;

import dev.play.template.LazyDict;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a delegated task knows of the host that it is done on: that host's variables, but for {@code
 * inventory_hostname}, which stays the name of the task's own.
 *
 * @param there the other host's variables
 * @param own the name of the task's host
 */
public record DelegatedVariables(LazyDict there, Value own) implements LazyDict {
  private static final Value NAME = Value.text("inventory_hostname");

  /** The scope again, with {@code ansible_delegated_vars}. */
  public static Scope in(Scope scope, String delegate) {
    Value name = Value.text(delegate);
    Value known =
        scope.lookup("hostvars") instanceof LazyDict all
                && all.get(name).orElse(Value.NONE) instanceof LazyDict there
            ? new DelegatedVariables(there, scope.lookup("inventory_hostname"))
            : Value.dict(Map.of("inventory_hostname", scope.lookup("inventory_hostname")));
    return scope.with(Map.of("ansible_delegated_vars", new Value.Dict(Map.of(name, known))));
  }

  @Override
  public Optional<Value> get(Value key) {
    return key.equals(NAME) ? Optional.of(own) : there.get(key);
  }

  @Override
  public Collection<Value> keys() {
    Set<Value> all = new LinkedHashSet<>(there.keys());
    all.add(NAME);
    return all;
  }

  @Override
  public Optional<Scope> scope() {
    return there.scope();
  }

  @Override
  public String toString() {
    return "<variables>";
  }
}
