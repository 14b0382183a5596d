package dev.play.compile.expand;

import dev.play.compile.role.RoleDirectory;
import dev.play.playbook.RoleUse;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a role says of itself in {@code meta/}.
 *
 * @param argumentSpecs by entry point
 * @param specFile where they stand
 */
record RoleMeta(
    List<RoleUse> dependencies,
    boolean allowDuplicates,
    Optional<Node.Mapping> argumentSpecs,
    Optional<Path> specFile) {

  static RoleMeta read(RoleDirectory role, Workbench bench) {
    Optional<Path> file = role.file("meta", "main");
    Optional<Node.Mapping> meta = file.flatMap(f -> mapping(f, bench));
    Optional<Path> specs = role.file("meta", "argument_specs");
    Optional<Node.Mapping> all = specs.flatMap(f -> mapping(f, bench)).or(() -> meta);
    meta.flatMap(m -> m.get("collections"))
        .ifPresent(node -> bench.session().listed().note(node, bench.problems()));
    return new RoleMeta(
        bench.playbooks().roles(meta.flatMap(m -> m.get("dependencies"))),
        meta.flatMap(m -> m.get("allow_duplicates")).map(RoleMeta::isTrue).orElse(false),
        all.flatMap(m -> m.get("argument_specs"))
            .filter(Node.Mapping.class::isInstance)
            .map(Node.Mapping.class::cast),
        specs.or(() -> file));
  }

  private static boolean isTrue(Node node) {
    return node instanceof Node.Scalar scalar && Value.TRUE.equals(scalar.value());
  }

  private static Optional<Node.Mapping> mapping(Path path, Workbench bench) {
    YamlFile file = bench.session().file(path);
    file.problems().forEach(bench.problems()::add);
    if (file.root().isEmpty()) {
      return Optional.empty();
    }
    if (file.root().get() instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    bench.problems().error(file.root().get().span(), "a role's meta file must hold a dictionary");
    return Optional.empty();
  }
}
