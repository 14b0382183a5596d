package dev.play.compile;

import dev.play.value.Value;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One use of a role. Two uses of the same role with other parameters are two scopes.
 *
 * @param name as it was asked for
 * @param directory where it lies ({@code role_path})
 * @param defaults its defaults/main.yml (or defaults_from), weakest of all
 * @param vars its vars/main.yml (or vars_from)
 * @param params given with the use: {@code roles: - role: x, port: 80}
 * @param useVars the {@code vars} of the use: as strong as the role's own, above them, and seen by
 *     this role and its dependencies only
 * @param parents of dependencies: who asked for it, outermost first
 * @param dependencies roles that run before it, by their scopes
 * @param allowDuplicates whether it runs again when already run with the same parameters
 * @param isPublic whether its defaults and vars stay visible to the rest of the play
 * @param collection the collection it belongs to
 */
public record RoleScope(
    String name,
    Path directory,
    VarLayer defaults,
    VarLayer vars,
    VarLayer params,
    VarLayer useVars,
    List<RoleScope> parents,
    List<RoleScope> dependencies,
    boolean allowDuplicates,
    boolean isPublic,
    Optional<String> collection) {
  public RoleScope {
    parents = List.copyOf(parents);
    dependencies = List.copyOf(dependencies);
  }

  /** A use without {@code vars}. */
  public RoleScope(
      String name,
      Path directory,
      VarLayer defaults,
      VarLayer vars,
      VarLayer params,
      List<RoleScope> parents,
      List<RoleScope> dependencies,
      boolean allowDuplicates,
      boolean isPublic,
      Optional<String> collection) {
    this(
        name,
        directory,
        defaults,
        vars,
        params,
        VarLayer.EMPTY,
        parents,
        dependencies,
        allowDuplicates,
        isPublic,
        collection);
  }

  /** All that was given with the use: what tells one use of the role from another. */
  public Map<String, Value> given() {
    Map<String, Value> all = new LinkedHashMap<>(useVars.values());
    all.putAll(params.values());
    return Collections.unmodifiableMap(all);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "role " + name;
  }
}
