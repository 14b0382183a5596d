package dev.play.compile.expand;

import dev.play.compile.StepSource;
import dev.play.compile.VarLayer;
import dev.play.playbook.ModuleCall;
import dev.play.yaml.Node;
import java.util.Optional;

/** Which files of a role are asked for; {@code main} where nothing is said. */
record RoleFiles(
    Optional<String> tasks,
    Optional<String> vars,
    Optional<String> defaults,
    Optional<String> handlers) {
  static final RoleFiles MAIN =
      new RoleFiles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static RoleFiles of(StepSource.RoleRequest request) {
    return new RoleFiles(
        request.tasksFrom(), request.varsFrom(), request.defaultsFrom(), request.handlersFrom());
  }

  /** Those of an import_role, which must be known now; empty when one is not. */
  static Optional<RoleFiles> required(
      ModuleCall call, StaticNames names, Place place, VarLayer own) {
    boolean complete = true;
    @SuppressWarnings("unchecked")
    Optional<String>[] found = new Optional[4];
    String[] keys = {"tasks_from", "vars_from", "defaults_from", "handlers_from"};
    for (int i = 0; i < keys.length; i++) {
      Optional<Node> node = call.argument(keys[i]);
      found[i] =
          node.isEmpty() ? Optional.empty() : names.required(node.get(), keys[i], place, own);
      complete &= node.isEmpty() || found[i].isPresent();
    }
    return complete
        ? Optional.of(new RoleFiles(found[0], found[1], found[2], found[3]))
        : Optional.empty();
  }
}
