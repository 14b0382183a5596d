package dev.play.variables;

import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scope with some names in front of another's. */
record LocalScope(Scope behind, Map<String, Value> locals) implements Scope {
  @Override
  public Value lookup(String name) {
    Value local = locals.get(name);
    if (local != null) {
      return local;
    }
    return name.equals("vars") ? new ScopeDict(this, false) : behind.lookup(name);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new HashSet<>(behind.names());
    names.addAll(locals.keySet());
    return names;
  }

  @Override
  public TemplateLoader loader() {
    return behind.loader();
  }

  @Override
  public LookupContext lookups() {
    return behind.lookups();
  }

  @Override
  public Scope with(Map<String, Value> more) {
    return more.isEmpty() ? this : new LocalScope(this, more);
  }

  /** The task's scope at the bottom, if this stands on one. */
  static Optional<TaskScope> task(Scope scope) {
    return switch (scope) {
      case LocalScope local -> task(local.behind());
      case TaskScope task -> Optional.of(task);
      default -> Optional.empty();
    };
  }
}
