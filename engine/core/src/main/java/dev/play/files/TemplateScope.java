package dev.play.files;

import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.Map;
import java.util.Set;

/** A scope whose includes are found by another loader. */
record TemplateScope(Scope behind, TemplateLoader loader) implements Scope {
  @Override
  public Value lookup(String name) {
    return behind.lookup(name);
  }

  @Override
  public Set<String> names() {
    return behind.names();
  }

  @Override
  public LookupContext lookups() {
    return behind.lookups();
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    return new TemplateScope(behind.with(locals), loader);
  }
}
