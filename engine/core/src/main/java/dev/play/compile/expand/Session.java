package dev.play.compile.expand;

import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.compile.check.PlayChecks;
import dev.play.compile.role.ActionGroups;
import dev.play.compile.role.CollectionRuntimes;
import dev.play.compile.role.ForeignModules;
import dev.play.compile.role.ListedCollections;
import dev.play.compile.role.ModuleFiles;
import dev.play.compile.role.NamedModules;
import dev.play.compile.role.RoleFinder;
import dev.play.compile.text.StaticLookups;
import dev.play.playbook.ModuleNames;
import dev.play.yaml.LeftOut;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** What one compiler keeps for its whole life: services, and files read once. Thread-safe. */
final class Session implements PlayChecks.Sources {
  private final CompileContext context;
  private final ModuleNames modules;
  private final YamlFiles yaml;
  private final RoleFinder roles;
  private final ListedCollections listed;
  private final LeftOut leftOut;
  private final ForeignModules foreign;
  private final NamedModules named;
  private final ActionGroups groups;
  private final Map<Path, YamlFile> files = new ConcurrentHashMap<>();
  private final CompiledIncludes includes = new CompiledIncludes(this);

  Session(CompileContext context) {
    this.context = context;
    this.leftOut = LeftOut.from(context.environment());
    this.yaml = new YamlFiles(context.vault(), context.workingDirectory());
    CollectionRuntimes runtimes =
        new CollectionRuntimes(
            yaml, context.rolesPath().collections(), () -> context.python().runtime());
    this.foreign =
        new ForeignModules(
            new ModuleFiles(
                context.rolesPath(),
                context.workingDirectory(),
                context.settings().paths("DEFAULT_MODULE_PATH")),
            context.python(),
            runtimes);
    this.modules = new ModuleNames(context.library(), foreign::isThere);
    this.groups =
        new ActionGroups(runtimes, context.settings().flag("VALIDATE_ACTION_GROUP_METADATA"));
    this.roles = new RoleFinder(context.rolesPath().roles(), context.rolesPath().collections());
    this.listed =
        new ListedCollections(
            context.rolesPath().collections(), name -> modules.find(name).isPresent());
    this.named = new NamedModules(modules, foreign, listed, yaml::nameOf);
  }

  /** The groups that module_defaults may name. */
  ActionGroups groups() {
    return groups;
  }

  /**
   * Whether the variables of a role that says nothing are seen outside of it, by {@code
   * private_role_vars}.
   *
   * @param included whether the role is met by include_role, which shows them only where the
   *     setting says so itself
   */
  boolean publishes(boolean included) {
    String setting = "DEFAULT_PRIVATE_ROLE_VARS";
    return !context.settings().flag(setting) && (!included || context.settings().isSet(setting));
  }

  /** Modules that are not play's. */
  ForeignModules foreign() {
    return foreign;
  }

  /** What names of modules stand for. */
  NamedModules named() {
    return named;
  }

  /** The collections that {@code collections} names. */
  ListedCollections listed() {
    return listed;
  }

  CompileContext context() {
    return context;
  }

  ModuleNames modules() {
    return modules;
  }

  CompiledIncludes includes() {
    return includes;
  }

  RoleFinder roles() {
    return roles;
  }

  /** A file, read at most once. */
  @Override
  public YamlFile file(Path path) {
    return files.computeIfAbsent(
        path.toAbsolutePath().normalize(), p -> leftOut.without(p, yaml.load(p)));
  }

  /** Takes a text for the content of a file that there need not be. */
  void place(Path path, String text) {
    files.put(path.toAbsolutePath().normalize(), yaml.parse(text, yaml.nameOf(path)));
  }

  @Override
  public Collection<YamlFile> files() {
    return List.copyOf(files.values());
  }

  @Override
  public Collection<StepSource.Included> ready(Step include) {
    return includes.ready(include);
  }

  @Override
  public String nameOf(Path path) {
    return yaml.nameOf(path);
  }

  StaticLookups lookups(Path playDirectory) {
    return new StaticLookups(
        context.environment(),
        Clock.systemDefaultZone(),
        RandomGenerator.getDefault(),
        playDirectory,
        context.homeDirectory(),
        context.settings());
  }
}
