package dev.play.run.keyword;

import dev.play.template.LazyDict;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Collection;
import java.util.HashMap;
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
 * @param name the other host's, which is its address where nobody says another
 */
public record DelegatedVariables(LazyDict there, Value own, Value name) implements LazyDict {
  private static final Value ADDRESS = Value.text("ansible_host");
  private static final Value NAME = Value.text("inventory_hostname");

  /**
   * The scope again, with {@code ansible_delegated_vars}; where nobody gave the task's own host an
   * address, {@code ansible_host} is the other's, as it is for Ansible's connection.
   */
  public static Scope in(Scope scope, String delegate) {
    Value name = Value.text(delegate);
    Value own = scope.lookup("inventory_hostname");
    Value known = Value.dict(Map.of("inventory_hostname", own));
    Value address = name;
    if (scope.lookup("hostvars") instanceof LazyDict all
        && all.get(name).orElse(Value.NONE) instanceof LazyDict there) {
      DelegatedVariables others = new DelegatedVariables(there, own, name);
      known = others;
      address = others.get(ADDRESS).orElse(name);
    }
    Map<String, Value> more = new HashMap<>();
    more.put("ansible_delegated_vars", new Value.Dict(Map.of(name, known)));
    if (scope.lookup("ansible_host").equals(own)) {
      more.put("ansible_host", address);
    }
    return scope.with(more);
  }

  @Override
  public Optional<Value> get(Value key) {
    return key.equals(NAME)
        ? Optional.of(own)
        : there.get(key).or(() -> key.equals(ADDRESS) ? Optional.of(name) : Optional.empty());
  }

  @Override
  public Collection<Value> keys() {
    Set<Value> all = new LinkedHashSet<>(there.keys());
    all.add(NAME);
    all.add(ADDRESS);
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
