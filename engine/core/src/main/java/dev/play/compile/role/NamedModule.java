package dev.play.compile.role;

import dev.play.schema.ModuleSpec;

/** What a module's name stands for. */
public sealed interface NamedModule {
  /** One of play's. */
  record Ours(ModuleSpec spec) implements NamedModule {}

  /** A program of the playbook's, a role's or a collection's own, or a module in Python. */
  record Foreign(ModuleFile file) implements NamedModule {}

  /** None that could be run. */
  record Missing(ForeignModules.Refusal why) implements NamedModule {}
}
