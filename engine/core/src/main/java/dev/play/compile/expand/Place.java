package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the compiler stands: what steps inherit here.
 *
 * @param role the role around, and its parents within it
 * @param search directories for relative names, best first
 * @param vars layers of blocks and static imports around
 * @param includeVars layers given to the includes around
 * @param playVars the play's own variables
 * @param handlers whether tasks here are handlers
 * @param conditional whether tasks here may never run: reached only under a condition
 * @param forgiving whether a rescue stands by for what fails here
 * @param chain files on the way here, outermost first
 */
record Place(
    Keywords keywords,
    Optional<RoleScope> role,
    Path taskFile,
    Path playDirectory,
    List<Path> search,
    List<VarLayer> vars,
    List<VarLayer> includeVars,
    VarLayer playVars,
    boolean handlers,
    boolean conditional,
    boolean forgiving,
    List<Path> chain) {

  /** A play's own. */
  static Place ofPlay(Keywords keywords, Path playbook, VarLayer playVars) {
    Path directory = playbook.toAbsolutePath().normalize().getParent();
    Path home = directory == null ? Path.of("/") : directory;
    return new Place(
        keywords,
        Optional.empty(),
        playbook,
        home,
        List.of(home),
        List.of(),
        List.of(),
        playVars,
        false,
        false,
        false,
        List.of());
  }

  Step.Surroundings around(VarLayer own) {
    return new Step.Surroundings(role, taskFile, playDirectory, search, plus(own), includeVars);
  }

  /** Inside a block or static import. */
  Place within(Keywords merged, VarLayer own) {
    return with(merged, plus(own), includeVars, handlers, conditional);
  }

  Place asHandlers() {
    return with(keywords, vars, includeVars, true, conditional);
  }

  Place asConditional() {
    return with(keywords, vars, includeVars, handlers, true);
  }

  /**
   * Whether a task with these keywords may fail without harm, because it says so itself or a rescue
   * stands by. What is wrong with it is then told as a warning and fails it at the run, as the
   * playbook expects.
   */
  boolean forgives(KeywordMap task) {
    return forgiving
        || keywords.ignoreErrors().filter(Place::mayHold).isPresent()
        || task.get(Keyword.IGNORE_ERRORS).filter(n -> !isFalse(n)).isPresent()
        || task.has(Keyword.FAILED_WHEN);
  }

  private static boolean mayHold(Compiled keyword) {
    return !keyword.constant().equals(Optional.of(Value.FALSE));
  }

  private static boolean isFalse(Node node) {
    return node instanceof Node.Scalar scalar && Value.FALSE.equals(scalar.value());
  }

  Place asForgiving() {
    return new Place(
        keywords,
        role,
        taskFile,
        playDirectory,
        search,
        vars,
        includeVars,
        playVars,
        handlers,
        conditional,
        true,
        chain);
  }

  /** In another file of tasks. */
  Place in(Path file) {
    List<Path> places = new ArrayList<>();
    Path directory = file.toAbsolutePath().normalize().getParent();
    List<Path> roleDirectories = roleDirectories();
    places.addAll(roleDirectories);
    if (directory != null && !places.contains(directory)) {
      places.add(directory);
    }
    if (!places.contains(playDirectory)) {
      places.add(playDirectory);
    }
    List<Path> further = new ArrayList<>(chain);
    further.add(file);
    return new Place(
        keywords,
        role,
        file,
        playDirectory,
        places,
        vars,
        includeVars,
        playVars,
        handlers,
        conditional,
        forgiving,
        further);
  }

  /** In a role. */
  Place inRole(Keywords merged, RoleScope scope) {
    return new Place(
        merged,
        Optional.of(scope),
        taskFile,
        playDirectory,
        search,
        vars,
        includeVars,
        playVars,
        handlers,
        conditional,
        forgiving,
        chain);
  }

  private List<Path> roleDirectories() {
    List<Path> directories = new ArrayList<>();
    role.ifPresent(
        scope -> {
          directories.add(scope.directory());
          for (RoleScope parent : scope.parents().reversed()) {
            if (!directories.contains(parent.directory())) {
              directories.add(parent.directory());
            }
          }
        });
    return directories;
  }

  private List<VarLayer> plus(VarLayer own) {
    if (own.isEmpty()) {
      return vars;
    }
    List<VarLayer> all = new ArrayList<>(vars);
    all.add(own);
    return all;
  }

  Place with(
      Keywords newKeywords,
      List<VarLayer> newVars,
      List<VarLayer> newIncludeVars,
      boolean isHandlers,
      boolean isConditional) {
    return new Place(
        newKeywords,
        role,
        taskFile,
        playDirectory,
        search,
        newVars,
        newIncludeVars,
        playVars,
        isHandlers,
        isConditional,
        forgiving,
        chain);
  }
}
